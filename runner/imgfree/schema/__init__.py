"""Check data against schemas/, before and after rendering."""

from imgfree.schema.checking import (
    MOST_HINTED,
    RECIPE,
    Kind,
    Locate,
    does,
    kinds,
    load,
    long_form,
    problems,
    quick_check,
    step_problems,
    step_schema,
    value_problems,
)

__all__ = [
    "MOST_HINTED",
    "RECIPE",
    "Kind",
    "Locate",
    "does",
    "kinds",
    "load",
    "long_form",
    "problems",
    "quick_check",
    "step_problems",
    "step_schema",
    "value_problems",
]
