"""Certificates of approved hours: numbered, verified by anyone, revoked when they are not true any more."""
