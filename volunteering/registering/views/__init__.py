"""The doors of a registration and of the volunteer's own page."""
