//! What a change is and how two copies agree: stamps, records, merge, undo.
