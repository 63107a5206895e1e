"""Volunteers who help in a request: an interpreter or a driver, asked for by whoever handles it."""
