"""Processes begun for runs."""
