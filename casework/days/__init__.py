"""The days that were promised, counted anew when the table of holidays changes."""
