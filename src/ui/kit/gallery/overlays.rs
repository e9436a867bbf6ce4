//! Content above the page: menus, sheets, toasts. One at a time can be open.

use leptos::prelude::*;

use super::plate::{LONG_LABEL, LONG_NAME, LONG_TEXT, Specimen};
use kit::{
    Avatar, Button, ButtonKind, CheckField, IconName, InputKind, Menu, MenuItem, PickMenu, Sheet,
    SheetForm, TextArea, TextField, Toast, ToastStack, Toasts,
};

fn item(label: &str, icon: IconName) -> MenuItem {
    MenuItem::new(label, icon, Callback::new(|()| {}))
}

fn items() -> Vec<MenuItem> {
    vec![
        item("Edit", IconName::Pencil),
        item(LONG_LABEL, IconName::Bell),
        item("Chuyển sang giai đoạn khác", IconName::ArrowRight).under("Move to"),
        item("Delete", IconName::Trash2).danger().apart(),
    ]
}

pub fn menu() -> AnyView {
    view! {
        <Specimen name="open" press="click">
            <Menu label="More" items=items() />
        </Specimen>
        <Specimen name="closed: bare, soft, primary" line=true>
            <Menu label="More" items=items() icon=IconName::Ellipsis />
            <Menu label="More" items=items() kind=ButtonKind::Soft />
            <Menu label="Add" items=items() icon=IconName::Plus kind=ButtonKind::Primary />
        </Specimen>
    }
    .into_any()
}

pub fn pick_menu() -> AnyView {
    view! {
        <Specimen name="closed">
            <PickMenu label="Name" items=items() icon=IconName::ArrowUpDown />
        </Specimen>
        <Specimen name="open" press="click">
            <PickMenu label="Ngày liên hệ gần nhất" items=items() icon=IconName::ArrowUpDown />
        </Specimen>
    }
    .into_any()
}

pub fn sheet() -> AnyView {
    let footer = || {
        view! {
            <Button label="Cancel" on_press=|()| {} />
            <Button label="Log call" kind=ButtonKind::Primary on_press=|()| {} />
        }
    };
    view! {
        <Specimen name="covered by the sheet">
            <p>{LONG_TEXT}</p>
        </Specimen>
        <Sheet
            open=true
            title="Log a call"
            subtitle=LONG_NAME
            leading=|| view! { <Avatar initials="NT" seed=1_u64 /> }
            footer
            on_close=|()| {}
        >
            <TextArea label="Note" value=LONG_TEXT on_input=|_: String| {} />
            <CheckField label="Remind me in a week" checked=true on_change=|_: bool| {} />
        </Sheet>
    }
    .into_any()
}

pub fn sheet_with_form() -> AnyView {
    view! {
        <Specimen name="covered by the sheet">
            <p>{LONG_TEXT}</p>
        </Specimen>
        <Sheet open=true title=LONG_LABEL writes=true on_close=|()| {}>
            <SheetForm label="Save" on_submit=|()| {}>
                <TextField label="Name" value="Zoltán" kind=InputKind::Name on_input=|_: String| {} />
                <TextField label="Email" value="zoli@" error="This address is not complete." on_input=|_: String| {} />
            </SheetForm>
            <SheetForm label="Cannot be sent yet" disabled=true on_submit=|()| {}>
                <CheckField label="I have a copy" checked=false on_change=|_: bool| {} />
            </SheetForm>
        </Sheet>
    }
    .into_any()
}

pub fn toasts() -> AnyView {
    let toasts = Toasts::default();
    let show = move |()| {
        toasts.show(Toast::new(LONG_TEXT).danger());
        let undo = Toast::new("Nguyễn Thị Phương Thảo deleted");
        toasts.show(undo.with_action("Undo", Callback::new(|()| {})));
        toasts.show(Toast::new("Saved"));
    };
    view! {
        <Specimen name="a failure, one with a way back, a plain one" press="click">
            <Button label="Show" on_press=show />
        </Specimen>
        <ToastStack toasts />
    }
    .into_any()
}
