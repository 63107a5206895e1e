"""What was typed and not saved yet: kept while one types, and when the session ends (R35)."""
