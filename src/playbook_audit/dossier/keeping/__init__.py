"""Keeps answers while they are given, in a journal and a snapshot, so that none is ever lost."""
