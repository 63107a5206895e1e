"""The social researcher's study of a need: a draft kept as it grows, then signed (R29, R38)."""
