"""The coordinator's desk: what waits, what lacks people, and what came of it."""
