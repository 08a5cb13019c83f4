"""Recipes on their way between people: taken from a repository and pinned, brought up to date."""
