//! What a CRM knows: schemas, values, and the rules about them. No clock, no randomness, no I/O.
