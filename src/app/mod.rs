//! One function per thing that a person can do; joins domain, replica and store.
