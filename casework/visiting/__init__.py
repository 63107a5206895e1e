"""Whom a colleague is to meet at home: one list for the phone, in which the study is written on the way (R20, R29)."""
