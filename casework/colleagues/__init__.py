"""Colleagues' accounts: joining, changing, leaving. It stands here since a leaver's cases go to others."""
