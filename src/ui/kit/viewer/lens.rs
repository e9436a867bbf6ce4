//! How a picture is enlarged and moved: plain geometry, in pixels from the middle of the stage.

/// The most that a picture is enlarged.
const MOST: f64 = 8.0;
/// How much a double tap enlarges it.
const TAPPED: f64 = 2.5;

/// The enlargement of a picture, and how far its middle is from that of the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// 1 for a picture that fits.
    pub zoom: f64,
    /// Pixels to the right.
    pub x: f64,
    /// Pixels down.
    pub y: f64,
}

impl Default for Lens {
    fn default() -> Self {
        Self { zoom: 1.0, x: 0.0, y: 0.0 }
    }
}

impl Lens {
    /// True if the picture is larger than the stage.
    pub fn is_large(self) -> bool {
        self.zoom > 1.0
    }

    /// Enlarges it by a factor; what is at `at` stays there.
    pub fn zoomed(self, by: f64, at: (f64, f64), size: (f64, f64)) -> Self {
        let zoom = (self.zoom * by).clamp(1.0, MOST);
        let by = zoom / self.zoom;
        let kept = |own: f64, at: f64| at - (at - own) * by;
        Self { zoom, x: kept(self.x, at.0), y: kept(self.y, at.1) }.within(size)
    }

    /// Moves it.
    pub fn moved(self, by: (f64, f64), size: (f64, f64)) -> Self {
        Self { x: self.x + by.0, y: self.y + by.1, ..self }.within(size)
    }

    /// Follows two fingers from their places before to those now.
    pub fn pinched(self, before: [(f64, f64); 2], now: [(f64, f64); 2], size: (f64, f64)) -> Self {
        let apart = |[one, other]: [(f64, f64); 2]| (one.0 - other.0).hypot(one.1 - other.1);
        let middle =
            |[one, other]: [(f64, f64); 2]| ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0);
        let (from, to) = (middle(before), middle(now));
        let by = apart(now) / apart(before).max(1.0);
        self.zoomed(by, from, size).moved((to.0 - from.0, to.1 - from.1), size)
    }

    /// Enlarges it at a point, or makes it fit again.
    pub fn toggled(self, at: (f64, f64), size: (f64, f64)) -> Self {
        if self.is_large() { Self::default() } else { self.zoomed(TAPPED, at, size) }
    }

    /// Keeps the picture over the stage.
    fn within(self, (width, height): (f64, f64)) -> Self {
        let most = |side: f64| side * (self.zoom - 1.0) / 2.0;
        let (x, y) = (most(width), most(height));
        Self { x: self.x.clamp(-x, x), y: self.y.clamp(-y, y), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (f64, f64) = (400.0, 800.0);

    /// Returns where a point of the fitting picture is.
    fn place(lens: Lens, (x, y): (f64, f64)) -> (f64, f64) {
        (lens.x + x * lens.zoom, lens.y + y * lens.zoom)
    }

    #[test]
    fn what_is_under_the_fingers_stays_under_them() {
        let lens = Lens::default().zoomed(2.0, (50.0, -100.0), SIZE);
        assert_eq!(lens.zoom, 2.0);
        assert_eq!(place(lens, (50.0, -100.0)), (50.0, -100.0));
        let pinched =
            lens.pinched([(0.0, 0.0), (100.0, 0.0)], [(-50.0, 10.0), (150.0, 10.0)], SIZE);
        assert_eq!(pinched.zoom, 4.0);
        let middle = ((50.0 - lens.x) / lens.zoom, -lens.y / lens.zoom);
        assert_eq!(place(pinched, middle), (50.0, 10.0));
    }

    #[test]
    fn a_picture_fits_at_least_and_never_leaves_the_stage() {
        assert_eq!(Lens::default().zoomed(0.1, (90.0, 90.0), SIZE), Lens::default());
        assert_eq!(Lens::default().moved((50.0, 50.0), SIZE), Lens::default());
        assert_eq!(Lens::default().zoomed(1000.0, (0.0, 0.0), SIZE).zoom, MOST);
        let far = Lens::default().zoomed(2.0, (0.0, 0.0), SIZE).moved((9e9, -9e9), SIZE);
        assert_eq!((far.x, far.y), (200.0, -400.0));
        let one_point = [(5.0, 5.0), (5.0, 5.0)];
        assert!(far.pinched(one_point, one_point, SIZE).zoom.is_finite());
    }

    #[test]
    fn a_double_tap_enlarges_and_the_next_fits_again() {
        let large = Lens::default().toggled((100.0, 0.0), SIZE);
        assert_eq!((large.zoom, place(large, (100.0, 0.0))), (TAPPED, (100.0, 0.0)));
        assert_eq!(large.toggled((0.0, 0.0), SIZE), Lens::default());
    }
}
