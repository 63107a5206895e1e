"""All pages of a long request on one page, each with how it stands."""
