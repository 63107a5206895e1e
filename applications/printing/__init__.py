"""Requests on paper: the receipt of what was sent, and the blank form to fill by hand (R31)."""
