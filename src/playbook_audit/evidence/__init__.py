"""Exports, archives, feeds and registers, read on this computer: only measures are kept."""
