"""The papers of a person's file: given once and reused (R8)."""
