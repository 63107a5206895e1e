"""Places in shifts."""
