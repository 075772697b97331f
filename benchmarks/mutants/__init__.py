"""Faults of known kinds, made at random places of the real guide; one module for each family of places."""
