"""The demo site: pages in our own words, for a look around before the association's editors confirm its facts."""
