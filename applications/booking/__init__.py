"""The appointment book as a person meets it: free times, one's own appointment, its change and its end (R11, R20)."""
