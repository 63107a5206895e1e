"""What the person and the association write to each other about one request (R5, R34)."""
