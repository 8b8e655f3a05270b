"""Measurements, run by `make bench`; the tests never time anything."""
