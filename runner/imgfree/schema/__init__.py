"""Check data against schemas/, before and after rendering."""

from imgfree.schema.checking import (
    RECIPE,
    Kind,
    Locate,
    kinds,
    load,
    long_form,
    problems,
    step_problems,
    step_schema,
    value_problems,
)

__all__ = [
    "RECIPE",
    "Kind",
    "Locate",
    "kinds",
    "load",
    "long_form",
    "problems",
    "step_problems",
    "step_schema",
    "value_problems",
]
