"""Frozen values shared by every layer; imports nothing else of the project."""
