"""Processes and disk; knows nothing of cases."""
