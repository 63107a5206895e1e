"""Notes of colleagues for colleagues, apart from what is written to the person."""
