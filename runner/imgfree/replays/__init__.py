"""Recipes replayed against their cassettes, and judged: for `imgfree test`, for pytest, for programs."""
