"""Following a request on another phone with the person's permission, and looking without an account (R5)."""
