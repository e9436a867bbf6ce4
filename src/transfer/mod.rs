//! The outside formats: CSV, vCard, JSON backup. Bytes to drafts and records to bytes.
