"""Signing the declaration: by a code to the person's own address, or before a colleague (R39, ruling A3)."""
