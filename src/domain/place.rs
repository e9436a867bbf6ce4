//! Places on the earth, and the distance between two.

/// Latitude and longitude in millionths of a degree.
pub type GeoPoint = (i32, i32);

/// The mean radius of the earth in meters (IUGG).
const RADIUS: f64 = 6_371_008.8;

/// Returns the distance between two places as the crow flies, in meters: the haversine formula (R.
/// W. Sinnott, "Virtues of the Haversine", 1984), accurate to half a percent.
pub fn distance(from: GeoPoint, to: GeoPoint) -> f64 {
    let radians = |millionths: i32| (f64::from(millionths) / 1e6).to_radians();
    let (lat1, lat2) = (radians(from.0), radians(to.0));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let longitude = radians(to.1) - radians(from.1);
    let chord = half(lat2 - lat1) + lat1.cos() * lat2.cos() * half(longitude);
    2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HANOI: GeoPoint = (21_028_500, 105_854_200);
    const SAIGON: GeoPoint = (10_776_900, 106_700_900);

    #[test]
    fn distances_are_those_of_the_atlas() {
        let kilometers = distance(HANOI, SAIGON) / 1000.0;
        assert!((1_135.0..1_150.0).contains(&kilometers), "{kilometers}");
        assert!(distance(HANOI, HANOI) < 0.001);
        let around = distance((0, 179_999_999), (0, -179_999_999));
        assert!(around < 1.0, "the date line is no wall: {around}");
    }
}
