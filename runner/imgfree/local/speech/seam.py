"""What the director asks of speech, and how it is refused: by name, with what would help, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from imgfree.errors import InputRefused
from imgfree.local.assets import Asset
from imgfree.local.voice import Line, Voice

INSTALL = "pip install 'imgfree[voice]'"
PACKAGES = ("hibari", "onnxruntime", "pocketsphinx")


class Unspoken(InputRefused):
    """Something cannot be said here, or not be listened to; why, in English and in Chinese."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


@dataclass(frozen=True)
class Part:
    """A stretch of a script, and the photo that it is said of, counted from 1."""

    text: str
    photo: int | None = None


class Speech(Protocol):
    """Says texts, and listens to recordings of them. Every method raises Unspoken."""

    def said(self, parts: Sequence[Part], pace: float) -> Voice:
        """Return the voice that says these parts, a line for each sentence."""

    def recorded(self, asset: Asset, script: str) -> Voice:
        """Return the user's recording of this script, a line for each sentence."""

    def timed(self, voice: Voice, assets: Sequence[Asset]) -> Voice:
        """Return the voice with the time of every word."""

    def heard(self, asset: Asset) -> tuple[Line, ...]:
        """Return what is said in a file of the user's, with times."""


class Nobody:
    """Where nothing is installed that speaks."""

    def said(self, parts: Sequence[Part], pace: float) -> Voice:
        """Raise Unspoken: there is no voice."""
        raise none_here()

    def recorded(self, asset: Asset, script: str) -> Voice:
        """Raise Unspoken: nothing finds the words in a recording."""
        raise none_here()

    def timed(self, voice: Voice, assets: Sequence[Asset]) -> Voice:
        """Raise Unspoken: nothing finds words."""
        raise none_here()

    def heard(self, asset: Asset) -> tuple[Line, ...]:
        """Raise Unspoken: speech is not recognised."""
        raise none_here()


NOBODY = Nobody()


def none_here() -> Unspoken:
    """Return the refusal for a machine without a voice."""
    return Unspoken(
        f"no voice is installed here: {INSTALL}, or set IMGFREE_VOICE_URL to a speech endpoint",
        f"这里没有安装语音：{INSTALL}，或用 IMGFREE_VOICE_URL 指定语音接口",
    )
