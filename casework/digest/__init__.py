"""The daily word by e-mail about what waits at a colleague's desk: numbers and links alone."""
