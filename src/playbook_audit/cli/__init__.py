"""The command line: one file a command, each of which parses, calls, renders and returns a code."""
