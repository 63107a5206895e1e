"""Looking for somebody by a number: each look leaves a row, and there are only so many in a day."""
