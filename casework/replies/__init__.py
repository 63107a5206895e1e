"""Words that colleagues use again in replies, in each language (R33)."""
