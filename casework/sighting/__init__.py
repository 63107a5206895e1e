"""At the counter the colleague who writes a request down sees the originals, and says so."""
