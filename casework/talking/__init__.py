"""The association's side of the talk with the person (R5, R34)."""
