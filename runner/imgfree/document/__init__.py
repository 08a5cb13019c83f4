"""YAML 1.2 core as JSON-shaped data, with a position for every key, value and character."""

from imgfree.document.reading import At, Document, parse, read

__all__ = ["At", "Document", "parse", "read"]
