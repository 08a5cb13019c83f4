"""What a replay gives for media that were left out of the recording: small clips that players accept."""

import base64
import zlib

from imgfree import media_types

# One second, 64x64, grey (the GIF: one dot), compressed; made by tests/cassette/make_placeholders.py.
_CLIPS = {
    "mp4": (
        "eNpjYGBQSCupLMgszs9lYGBiANFAbJRYlmyYW2BiyMDAwJFWlJoKpC1yUxJLgLRsakcjA9P8f99PxeWFB/sZytn8CmEwa1Q5wr/p"
        "F/NBoAJux1kcuh2q//9t1X7PwMCsnJufXwYUzskty0hhQAHML8CYkQGEEIARVRU634EBL2ACIt+SosRsIDumJBtsJzOmaSC78duD"
        "1V4HuANUUlNKioG0TGpOcQlCB9RcsF7Go7kpmYlAhkJuCrrfIQaFHgFzdDNScopgMmWZKanIKsOA/HyPxLyUnFSQGsaC3My8NCBD"
        "pCwXbCiyM1VSIHIyKUWpaUje4CktylGAsBkNikuScoDsDcUlxSlIahaAIh1HUIDc6sDgAaQ9cKpABxL//wNJM6CpzowpDFz/HzJI"
        "pgPpNUUsLmotoDhhARECNh7TBBsYGdgyXjj363T//fEDpFckqaQIGqiMDTDzikvAAQ6zHRjRCmC1QH8gi4OwDFAsGU2MCUmuCjXB"
        "MCgCMT/ErOR8JH0GQJxUmlICisSo3FQwDQKKyBEGjOSixIKCHGTP62ZCUoXqypJ8kIGywMyTCAs2n8SyNDMjPUMgMjACABU8fQk="
    ),
    "webm": (
        "eNqTcr2/eL5TWyOj03cg/tTI4vS5kcOpqaU8NSnXqb2Ryam1kUkiuCGdkQEEGE8I+s4u2eW7uzt4dYuo58q04DWNCyE8sZB12UDe"
        "Dd/dPUCeUMjh9OA1TYzSEK5M8O5sEHfTG4g5DJEMtAIgV23Sur6xmd/Jwbeh1yexLM3MSM8QiAyMwh1R+S6dHQ79DmBtIOfvWwd1"
        "nen1Rsbiox3hVU9lumt5eOc0MihtndNcmpfS0cjQ1hoWHxZg2dzIqPy4uUX2bCrDg7YNjQ67Gh1Afr5RXLwg+UBD+olZrovbXf2c"
        "/V1cg1zaUW0tLt6UfKA7GWF++omFros7XEKDHEM8/f1c2icbGFiBkKGeAQwwyDtvK936vJFh8exGBoaGJs9mJwbmD8zfGCxUZCT9"
        "GBgMEhgYHBkWT25k/MLQxuAwSYYhjoGBWYGBIaQAFPYTd/dvbmTY3gWM449NjBUfGpkBCRiV9A=="
    ),
    "gif": ("eNpz93SzsExkZGBkaGBgaGgAEgw6QMwAEmFgYnJhZLAGAGZFBF0="),
}
_LIKE = {
    media_types.MP4: "mp4",
    media_types.MOV: "mp4",
    media_types.WEBM: "webm",
    media_types.MKV: "webm",
    media_types.GIF: "gif",
}
_FREE_BOX = bytes(4) + b"free"  # an MP4 box of size 0 reaches to the end of the file; players skip it


def kind(start: bytes) -> str:
    """Return mp4, webm or gif by the first bytes of a file; an empty text for anything we have no placeholder for."""
    found = media_types.sniff(start)
    return _LIKE.get(found, "") if found else ""


def placeholder(name: str) -> bytes:
    """Return a small valid file of that kind."""
    return zlib.decompress(base64.b64decode(_CLIPS.get(name) or _CLIPS["mp4"]))


def padded(name: str, start: int, size: int) -> bytes:
    """Return `size` bytes from `start` on of a placeholder that goes on for ever and stays valid wherever it ends.

    For downloads that were cut and resumed: their pieces have to fit together.
    """
    whole = placeholder(name) + (_FREE_BOX if name == "mp4" else b"")
    found = whole[start : start + size]
    return found + bytes(size - len(found))
