"""Audit of the social-media strategy of French local authorities."""

__version__ = "0.1.0"
