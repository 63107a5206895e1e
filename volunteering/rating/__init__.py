"""Volunteers' words on an opportunity: asked once, said without a name, told from five answers on (R12, R16)."""
