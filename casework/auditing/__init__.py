"""The history of a case on paper, for an audit."""
