"""Finds the entries of the catalogue that answer a person's words, without file or network."""
