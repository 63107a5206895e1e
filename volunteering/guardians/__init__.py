"""A guardian's consent for each opportunity of a volunteer who is under eighteen (R25)."""
