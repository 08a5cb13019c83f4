"""Canvases by ratio, and where films are shown: what each platform expects, as dated data.

Published figures disagree and change. A row says what it rests on; `CHECKED` says when all rows were last compared.
"""

from dataclasses import dataclass

CHECKED = "2026-07"

CANVASES = {
    "9:16": (1080, 1920),
    "16:9": (1920, 1080),
    "1:1": (1080, 1080),
    "4:5": (1080, 1350),
    "3:4": (1080, 1440),
    "4:3": (1440, 1080),
    "5:4": (1350, 1080),
    "2:3": (1080, 1620),
    "3:2": (1620, 1080),
    "6:7": (1080, 1260),
    "21:9": (2520, 1080),
    "9:21": (1080, 2520),
    "2:1": (2160, 1080),
    "1:2": (1080, 2160),
    "18:9": (2160, 1080),
    "9:18": (1080, 2160),
}

_VENDOR = "figures published for the platform, read through third-party guides"
_KIN = "no figure published: the value of its nearest kin"
_PRACTICE = "common practice; the platform turns louder films down to about this"


@dataclass(frozen=True)
class Platform:
    """One platform. `loudness_lufs` is the target of the whole mix; None where nothing is known to aim at."""

    name: str
    ratio: str
    loudness_lufs: float | None
    source: str


_ROWS = (
    Platform("tiktok", "9:16", -16.0, _VENDOR),
    Platform("reels", "9:16", -16.0, _VENDOR),
    Platform("facebook_reels", "9:16", -16.0, _VENDOR),
    Platform("story", "9:16", -16.0, _VENDOR),
    Platform("instagram", "9:16", -16.0, "as reels"),
    Platform("instagram_feed", "4:5", -16.0, "canvas as in the vendors' output lists; loudness as reels"),
    Platform("facebook", "1:1", -16.0, "as facebook_reels"),
    Platform("shorts", "9:16", -14.0, _VENDOR),
    Platform("youtube", "16:9", -14.0, _PRACTICE),
    Platform("linkedin", "1:1", -14.0, _PRACTICE),
    Platform("x", "16:9", -14.0, _PRACTICE),
    Platform("bilibili", "16:9", -14.0, _PRACTICE),
    Platform("douyin", "9:16", -16.0, f"{_KIN} (tiktok)"),
    Platform("kuaishou", "9:16", -16.0, f"{_KIN} (tiktok)"),
    Platform("xiaohongshu", "3:4", -16.0, f"{_KIN} (tiktok)"),
    Platform("channels", "9:16", -16.0, f"{_KIN} (tiktok)"),
    Platform("snapchat", "9:16", None, "ratio only"),
    Platform("pinterest", "9:16", None, "ratio only"),
    Platform("whatsapp", "9:16", None, "ratio only"),
    Platform("threads", "9:16", None, "ratio only"),
    Platform("vimeo", "16:9", None, "ratio only"),
    Platform("moments", "9:16", None, "ratio only"),
    Platform("weibo", "16:9", None, "ratio only"),
)
PLATFORMS = {row.name: row for row in _ROWS}


def other_size(ratio: str) -> str:
    """Return the export option that renders a timeline on the canvas of that ratio: {resolution: 1080x1920}."""
    width, height = CANVASES[ratio]
    return f"{{resolution: {width}x{height}}}"
