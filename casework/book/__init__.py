"""The appointment book at the desk: times are made, given, moved and ended, and read by day and week (R20)."""
