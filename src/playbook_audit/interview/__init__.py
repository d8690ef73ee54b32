"""Asks the questions of an audit: the walk is one, whoever answers and however it is drawn."""
