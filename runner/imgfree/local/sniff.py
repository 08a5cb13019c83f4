"""What a file really is, by its first bytes."""

import re

# Decoders guess by content: a text file named .mp4 can be a playlist that makes them read other files or addresses.
# Only these signatures ever reach one, and the stored file carries the suffix found here. What is taken for captions
# is text: it never reaches one either.
_FIXED = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"ID3", "mp3"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OLD_MOV_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")

_WEBVTT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?WEBVTT")
_CUE_TIMES = re.compile(rb"\d[:.,]\d+ *--+> *\d")

HEAD_BYTES = 4096  # notes and styles may stand before the first cue of a captions file


def sniff(head: bytes) -> str | None:
    """Return the format, in the protocol's words, that the first bytes show; None for anything else."""
    for signature, name in _FIXED:
        if head.startswith(signature):
            return name
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if head[4:8] in _OLD_MOV_ATOMS:
        return "mov"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "webm" if b"webm" in head[:64] else "mkv"
    return _of_cues(head.replace(b"\0", b"")) or _of_audio_sync(head)  # UTF-16 begins as an audio frame may


def _of_brand(brand: bytes) -> str | None:
    if brand in _HEIC_BRANDS:
        return "heic"
    if brand == b"qt  ":
        return "mov"
    if brand in (b"M4A ", b"M4B "):
        return "m4a"
    return None if brand in (b"avif", b"avis") else "mp4"


def _of_cues(head: bytes) -> str | None:
    """Return srt or vtt for text with the times of a cue in it; UTF-16 comes here without its zeros."""
    if _WEBVTT.match(head):
        return "vtt"
    return "srt" if _CUE_TIMES.search(head) else None


def _of_audio_sync(head: bytes) -> str | None:
    """Return mp3 or aac for a stream without a header: eleven or twelve set bits, then a layer."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "aac"
    layer, bitrate, rate = head[1] & 0x06, head[2] >> 4, head[2] >> 2 & 3
    return "mp3" if layer and bitrate != 15 and rate != 3 else None
