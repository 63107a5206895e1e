"""Becoming a volunteer and staying one: the registration, the profile, the charter, pauses, the card, the end (R25)."""
