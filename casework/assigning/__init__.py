"""Whose case it is: taking one up, giving it to a colleague, and how much each colleague holds."""
