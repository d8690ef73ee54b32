"""The commands ``evidence …``: exports and feeds measured, on this computer."""
