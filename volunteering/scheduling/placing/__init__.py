"""Places that are offered to many volunteers at once: who, which shifts, and what came of it."""
