"""The signature of whoever has no account: on paper, or by a code that the person tells (R39)."""
