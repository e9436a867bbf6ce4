//! A picture, and how much two of them differ. Lines and fills are the same on every machine; the
//! edges of letters are not quite, so a few pixels may differ, but not many in one place.

use crate::wire::{Failure, Outcome};

/// The difference of a color, red, green or blue, from which on a pixel counts. The palest roles of
/// the style sheet (paper and surface) differ by more.
const SEEN: u8 = 6;
/// The side of a square, in pixels: about a tag or an icon.
const SIDE: usize = 32;
/// The share of the whole picture that may differ.
const MOST: f64 = 0.005;
/// The share of any one square that may differ.
const MOST_OF_SQUARE: f64 = 0.15;

#[derive(Debug, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

/// The shares that differ, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub whole: f64,
    /// That of the square that differs most.
    pub square: f64,
}

impl Difference {
    pub fn is_tolerable(self) -> bool {
        self.whole <= MOST && self.square <= MOST_OF_SQUARE
    }
}

impl Picture {
    pub fn decode(bytes: &[u8]) -> Outcome<Self> {
        let wrong = |error: png::DecodingError| Failure::Broken(format!("the picture: {error}"));
        let too_large = || Failure::Broken("the picture is too large".into());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(wrong)?;
        let mut buffer = vec![0; reader.output_buffer_size().ok_or_else(too_large)?];
        let about = reader.next_frame(&mut buffer).map_err(wrong)?;
        let samples = about.color_type.samples();
        if samples < 3 {
            return Err(Failure::Broken("the picture has no colors".into()));
        }
        let pixels = buffer.chunks_exact(samples).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        Ok(Self { width: about.width as usize, pixels: pixels.collect() })
    }

    /// Returns it as a file, much smaller than a driver's, which are written in a hurry.
    pub fn encode(&self) -> Outcome<Vec<u8>> {
        let wrong = |error: png::EncodingError| Failure::Broken(format!("the picture: {error}"));
        let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
        let height = self.pixels.len() / self.width.max(1);
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, side(self.width), side(height));
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().map_err(wrong)?;
        writer.write_image_data(self.pixels.as_flattened()).map_err(wrong)?;
        writer.finish().map_err(wrong)?;
        Ok(file)
    }

    /// Returns how much of it differs from another picture; `None` if that has another size.
    pub fn difference(&self, other: &Self) -> Option<Difference> {
        if self.width != other.width || self.pixels.len() != other.pixels.len() {
            return None;
        }
        let columns = self.width.div_ceil(SIDE);
        let mut squares = vec![0_u32; columns * self.pixels.len().div_ceil(self.width * SIDE)];
        for (place, (one, two)) in self.pixels.iter().zip(&other.pixels).enumerate() {
            let (row, column) = (place / self.width, place % self.width);
            if one.iter().zip(two).any(|(one, two)| one.abs_diff(*two) > SEEN) {
                squares[row / SIDE * columns + column / SIDE] += 1;
            }
        }
        let worst = squares.iter().max().copied().unwrap_or(0);
        let all: u32 = squares.iter().sum();
        let share = |part: u32, of: usize| f64::from(part) / of.max(1) as f64;
        Some(Difference { whole: share(all, self.pixels.len()), square: share(worst, SIDE * SIDE) })
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;

    const PAPER: [u8; 3] = [246, 245, 241];
    const SURFACE: [u8; 3] = [255, 255, 255];
    const INK: [u8; 3] = [29, 28, 25];

    /// Paper of 640 by 480 pixels, with a rectangle of another color.
    fn painted(
        color: [u8; 3],
        (left, top): (usize, usize),
        (width, height): (usize, usize),
    ) -> Picture {
        let is_in = |place: usize| {
            (left..left + width).contains(&(place % 640))
                && (top..top + height).contains(&(place / 640))
        };
        let pixels = (0..640 * 480).map(|place| if is_in(place) { color } else { PAPER });
        Picture { width: 640, pixels: pixels.collect() }
    }

    fn check(two: &Picture, tolerable: Option<bool>) {
        let one = painted(PAPER, (0, 0), (0, 0));
        let found = one.difference(two);
        assert_eq!(found.map(super::Difference::is_tolerable), tolerable, "{found:?}");
    }

    #[test]
    fn the_edge_of_a_letter_may_differ() {
        check(&painted(PAPER, (0, 0), (0, 0)), Some(true));
        check(&painted(INK, (100, 100), (3, 12)), Some(true));
        check(&painted([243, 243, 240], (0, 0), (640, 480)), Some(true));
    }

    #[test]
    fn another_fill_of_a_tag_is_noticed_wherever_it_stands() {
        for place in [(96, 96), (110, 117)] {
            check(&painted(SURFACE, place, (60, 22)), Some(false));
        }
    }

    #[test]
    fn thin_differences_are_noticed_where_there_are_many() {
        check(&painted(INK, (0, 240), (640, 1)), Some(true));
        check(&painted(INK, (0, 240), (640, 3)), Some(false));
    }

    #[test]
    fn a_picture_of_another_size_cannot_be_compared() {
        check(&Picture { width: 320, pixels: vec![PAPER; 640 * 480] }, None);
        check(&Picture { width: 640, pixels: vec![PAPER; 640 * 479] }, None);
    }
}
