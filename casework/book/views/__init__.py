"""The staff's pages of the book: the diary, making times, giving one, one appointment."""
