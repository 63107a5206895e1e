"""Where a new request goes by itself: rules that a manager writes, tried in their order."""
