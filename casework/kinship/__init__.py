"""Colleagues say of whom they are kin, and such cases are closed to them (separation of duties)."""
