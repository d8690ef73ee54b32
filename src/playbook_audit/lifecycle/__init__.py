"""The life of audits: what changed from one conclusion to the next, worked out without a file."""
