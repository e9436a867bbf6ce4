//! Files: the place to add them, tiles, and the viewer.

use leptos::prelude::*;

use super::marks::PHOTO;
use super::plate::{LONG_NAME, LONG_TEXT, Specimen};
use kit::{
    FileDrop, FileDropWords, FileTile, FileTiles, IconName, Viewer, ViewerFace, ViewerWords,
};

fn words() -> FileDropWords {
    FileDropWords {
        choose: "Add files".into(),
        camera: "Take a photo".into(),
        hint: "or drop or paste them here".into(),
    }
}

pub fn files() -> AnyView {
    let remove = || Some(("Remove".into(), Callback::new(|()| {})));
    let none = Signal::stored(None::<(String, f64)>);
    let some = Signal::stored(Some(("Adding file 3 of 100".to_owned(), 0.02)));
    view! {
        <Specimen name="tiles: a picture, a document, long names, removable" wide=true>
            <FileTiles label="Files">
                <FileTile name="Room.jpg" detail="312 kB" icon=IconName::Image picture=Some(PHOTO.to_owned()) open_label="Open" on_open=|()| {} />
                <FileTile name="Offer.pdf" detail="1.2 MB" icon=IconName::FileText open_label="Open" on_open=|()| {} remove=remove() />
                <FileTile name=LONG_NAME detail="12 kB" icon=IconName::Mic open_label="Open" on_open=|()| {} remove=remove() />
                <FileTile name="A picture that cannot be shown" detail="3 kB" icon=IconName::Image picture=Some("data:image/png;base64,AAAA".to_owned()) open_label="Open" on_open=|()| {} />
            </FileTiles>
        </Specimen>
        <Specimen name="the place to add files">
            <FileDrop words=words() multiple=true on_pick=|_| {} on_drop=|_| {} progress=none />
        </Specimen>
        <Specimen name="while files are added">
            <FileDrop words=words() on_pick=|_| {} on_drop=|_| {} progress=some />
        </Specimen>
        <Specimen name="long words">
            <FileDrop
                words=FileDropWords { choose: LONG_NAME.into(), camera: LONG_TEXT.into(), hint: LONG_TEXT.into() }
                on_pick=|_| {}
                on_drop=|_| {}
                progress=none
            />
        </Specimen>
    }
    .into_any()
}

pub fn viewer() -> AnyView {
    let face = ViewerFace {
        name: LONG_NAME.to_owned(),
        place: "2 of 5".to_owned(),
        has_previous: true,
        has_next: true,
    };
    let words = ViewerWords {
        previous: "Previous picture".into(),
        next: "Next picture".into(),
        download: "Download".into(),
        larger: "Larger".into(),
        smaller: "Smaller".into(),
        failed: "This picture cannot be shown".into(),
    };
    view! {
        <Viewer
            face=Signal::stored(Some(face))
            address=Signal::stored(Some(Ok(PHOTO.to_owned())))
            words
            on_step=|_| {}
            on_download=|()| {}
            on_close=|()| {}
        />
    }
    .into_any()
}
