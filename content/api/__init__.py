"""Pages as JSON for another front end: Wagtail's API v2 with one shape of answers (docs/headless.md)."""
