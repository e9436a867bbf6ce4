//! The findings of a plan, serialized compactly: there may be a million matches. The page requests
//! the part on screen.

use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Many small values, serialized into one buffer.
#[derive(Clone, Debug)]
pub struct Packed<T> {
    bytes: Vec<u8>,
    /// The end offset of each value.
    ends: Vec<usize>,
    of: PhantomData<T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), ends: Vec::new(), of: PhantomData }
    }
}

impl<T: Serialize + DeserializeOwned> Packed<T> {
    pub fn push(&mut self, value: &T) {
        // Serializing to memory does not fail for the types used here.
        self.bytes.extend(postcard::to_allocvec(value).unwrap_or_default());
        self.ends.push(self.bytes.len());
    }

    /// Returns up to `count` values, starting at index `from`.
    pub fn some(&self, from: usize, count: usize) -> Vec<T> {
        let to = from.saturating_add(count).min(self.ends.len());
        let end = |at: usize| self.ends.get(at).copied().unwrap_or_default();
        let one = |at: usize| {
            let begin = if at == 0 { 0 } else { end(at - 1) };
            postcard::from_bytes(self.bytes.get(begin..end(at))?).ok()
        };
        (from..to).filter_map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    #[test]
    fn what_was_packed_comes_back_from_anywhere() {
        let mut packed = Packed::default();
        (0..500_u32).for_each(|number| packed.push(&format!("number {number}")));
        assert_eq!(packed.some(0, 2), ["number 0", "number 1"]);
        assert_eq!(packed.some(498, 9), ["number 498", "number 499"]);
        assert_eq!(packed.some(500, 9), Vec::<String>::new());
        assert_eq!(packed.some(usize::MAX, 9), Vec::<String>::new());
    }
}
