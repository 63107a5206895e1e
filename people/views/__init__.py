"""The person's doors to their own file, and those of who helps them."""
