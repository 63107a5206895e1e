"""The coordinator's review of volunteers in Wagtail's admin."""
