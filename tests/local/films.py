"""Films for tests: so many photos, or a clip so long."""

from imgfree.local.film import Film, Shot, Timing


def photos(count: int, timing: Timing | None = None) -> Film:
    """Return a film of so many photos."""
    shots = tuple(Shot(f"id-{n}", f"{n}.jpg", f"http://127.0.0.1/{n}", "image") for n in range(1, count + 1))
    return Film(shots=shots, timing=timing or Timing())


def clip(number: int, seconds: float) -> Shot:
    """Return a clip of so many seconds."""
    return Shot(f"clip-{number}", f"{number}.mp4", f"http://127.0.0.1/{number}", "video", out_ms=round(seconds * 1000))
