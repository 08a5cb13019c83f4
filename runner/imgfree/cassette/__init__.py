"""Record a run once, replay it anywhere: httpx transports over vcrpy's cassette format."""

from imgfree.cassette.form import Recording, bodies_folder, read
from imgfree.cassette.open import Mode, Taping, inline_bodies, recording, replaying
from imgfree.cassette.unfinished import retell

__all__ = [
    "Mode",
    "Recording",
    "Taping",
    "bodies_folder",
    "inline_bodies",
    "read",
    "recording",
    "replaying",
    "retell",
]
