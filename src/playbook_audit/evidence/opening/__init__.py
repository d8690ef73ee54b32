"""From paths to pieces: files, folders and archives, never extracted."""
