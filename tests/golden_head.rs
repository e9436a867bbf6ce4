//! Pins the format of the head row: every later version must read what a released version wrote,
//! and this version keeps what a later one adds.

use replica::{Clock, Stamp};
use store::head::Head;
use store::{Tallies, Tally};

const FIRST: &[u8] = include_bytes!("golden/head-v1.bin");
const SECOND: &[u8] = include_bytes!("golden/head-v2.bin");

fn head(tallies: Tallies) -> Head {
    let last = Stamp { millis: 1_763_000_000_000, counter: 3, device: 0xfeed_f00d_0000_0001 };
    Head { clock: Clock { last }, commit: 77, tallies, rest: Vec::new() }
}

fn counted() -> Tallies {
    Tallies {
        hot: Some(Tally { pages: 3, records: 192, ids: 0xfeed << 40 }),
        activities: Some(Tally { pages: 9, records: 576, ids: 0xf00d << 40 }),
    }
}

#[test]
fn a_head_of_the_first_version_is_read_and_nothing_is_counted() {
    assert_eq!(Head::from_bytes(FIRST), Some(head(Tallies::default())));
}

#[test]
fn a_head_of_the_second_version_is_read_and_written_as_before() {
    assert_eq!(Head::from_bytes(SECOND), Some(head(counted())));
    assert_eq!(head(counted()).to_bytes(), SECOND);
}

#[test]
fn what_a_later_version_adds_is_kept() {
    let later = [SECOND, b"of a later version"].concat();
    let mut read = Head::from_bytes(&later).expect("a head");
    read.commit += 1;
    assert!(read.to_bytes().ends_with(b"of a later version"));
    assert_eq!(read.tallies, counted());
}
