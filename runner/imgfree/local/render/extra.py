"""Checks, when imported, that the packages of the `local` extra are there. Import it before what needs them."""

from importlib import import_module

from imgfree.local.extra import PACKAGES, lacks

for _package in PACKAGES:
    try:
        import_module(_package)
    except ImportError as missing:
        raise lacks(_package) from missing
