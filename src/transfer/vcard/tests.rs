//! Cards of other programs, and our own there and back.
