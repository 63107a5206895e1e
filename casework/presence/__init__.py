"""Who has a case open on the screen now, so that two colleagues do not work on it unawares."""
