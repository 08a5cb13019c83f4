"""A run from the outside: what was asked for, where it happens, how it begins and goes on, and those before it."""
