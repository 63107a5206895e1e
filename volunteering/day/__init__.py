"""The day of a shift: who came, who left, who did not come, and what happened."""
