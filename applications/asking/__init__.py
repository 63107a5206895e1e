"""«I don't understand what to do»: from any page of a request to the social researcher, and back (R38)."""
