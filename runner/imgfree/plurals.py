"""How many of something, in English."""


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a number with what it counts: 1 row, 2,000 rows."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"
