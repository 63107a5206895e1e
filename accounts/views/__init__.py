"""Doors of signing in, and what someone signed in does with their own."""
