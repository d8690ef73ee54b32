"""JSON of any shape, read without trusting it."""
