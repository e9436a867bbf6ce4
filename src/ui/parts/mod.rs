//! Pieces that several features show and that know the domain: nothing of storage, no state.
