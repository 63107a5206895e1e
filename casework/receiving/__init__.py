"""How the person was received: the courtesy checklist (R33)."""
