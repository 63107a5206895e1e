"""The register of letters: what came, what went out, numbered without a gap (R23)."""
