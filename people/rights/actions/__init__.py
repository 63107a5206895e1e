"""Writes of a person's rights: asking and answering, the copy, the correction, the erasure, the retention."""
