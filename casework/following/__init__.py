"""Followers of a request, noted by a colleague on the person's word (R5)."""
