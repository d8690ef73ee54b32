"""Two versions of the catalogue, side by side: what they hold, and what they conclude.

Both are judged by the program of today, so what is found comes from the YAML alone.
"""
