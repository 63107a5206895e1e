"""The staff's doors to the files of people."""
