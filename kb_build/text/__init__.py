"""Strings in, values out; knows nothing of cases."""
