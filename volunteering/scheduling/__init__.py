"""Shifts as the coordinator makes them: one, a series, a season by its Hijri days, and last year's again."""
