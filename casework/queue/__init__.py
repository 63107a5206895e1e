"""The queue of requests: ways of looking at it, filters that stay in the address, and pages fast at any depth."""
