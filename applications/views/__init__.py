"""The person's doors: applying, tracking, files."""
