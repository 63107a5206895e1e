"""Whoever has no account takes a request back by word, and a colleague writes it down (R24)."""
