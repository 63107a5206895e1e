"""Requests that colleagues write down for people who came, called or wrote (R20 to R27)."""
