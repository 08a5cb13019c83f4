"""Check data against schemas/, before and after rendering."""

from imgfree.schema.checking import (
    BRAND,
    GALLERY,
    MOST_HINTED,
    RECIPE,
    Kind,
    Locate,
    does,
    kinds,
    load,
    long_form,
    makes_files,
    problems,
    quick_check,
    step_problems,
    step_schema,
    value_problems,
)

__all__ = [
    "BRAND",
    "GALLERY",
    "MOST_HINTED",
    "RECIPE",
    "Kind",
    "Locate",
    "does",
    "kinds",
    "load",
    "long_form",
    "makes_files",
    "problems",
    "quick_check",
    "step_problems",
    "step_schema",
    "value_problems",
]
