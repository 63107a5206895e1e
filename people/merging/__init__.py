"""One person once: what finds two files of one person, makes them one, and takes them apart again."""
