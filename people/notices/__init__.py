"""What we write to people unasked, why, and how they stop it (R7)."""
