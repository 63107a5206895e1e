"""The social researcher's side of «I don't understand what to do» (R38)."""
