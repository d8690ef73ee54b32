"""From bytes to plain data with places: shared by the catalogue and the answers files."""
