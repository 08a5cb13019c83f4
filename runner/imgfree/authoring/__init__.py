"""Recipes that imgfree writes: new ones, those of a sentence, and what they are made after."""
