"""A run gone on with."""
