"""Every contact with a person, over whichever channel, and its clock (R20 to R24)."""
