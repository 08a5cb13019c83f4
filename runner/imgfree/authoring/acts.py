"""The kinds of steps in recipes that imgfree writes itself, each by what its schema says that it does (`x-does`)."""

from imgfree import schema

BRING, EDIT, RENDER, FETCH, COUNT = map(schema.doing, ("brings", "edits", "renders", "fetches", "counts"))
