"""Noting one's own coming by the code of the day, from one's own phone."""
