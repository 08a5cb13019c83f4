"""What of a script is said, and by whom: the endpoint that was named, else the package that is installed."""

from collections.abc import Sequence
from importlib.util import find_spec

from imgfree.local.assets import Asset
from imgfree.local.speech import script
from imgfree.local.speech.seam import PACKAGES, Part, Unspoken, none_here
from imgfree.local.voice import Line, Voice
from imgfree.settings import VoiceEndpoint

PACKAGE = "hibari-tts"
SPEAKER = "heart"
SLOWEST, FASTEST = 0.5, 2.0
_LETTER_MS, _SENTENCE_MS = 62, 250  # what saying them takes, about


def rows(parts: Sequence[Part]) -> list[tuple[str, int | None]]:
    """Return the sentences of a script, each with its photo. Raises Unspoken where none can be said."""
    found = [(one, part.photo) for part in parts for one in script.sentences(part.text)]
    found = [(text, photo) for text, photo in found if not script.is_silent(text)]
    if not found:
        raise Unspoken("there is nothing in it that can be said", "里面没有可以念出来的内容")
    return found


def provider(text: str, endpoint: VoiceEndpoint | None) -> tuple[str, str]:
    """Return who says this text, and in which voice. Raises Unspoken by the name of what is missing."""
    if endpoint is not None:
        return endpoint.url, endpoint.speaker
    if not installed():
        raise none_here()
    if words := script.foreign(text):
        raise _not_english(f"there is '{words}'", f"里有“{words}”")
    if (language := script.language(text)) != "en":
        raise _not_english(f"this is another language ({language})", f"写的是另一种语言（{language}）")
    return PACKAGE, SPEAKER


def held(pace: float) -> float:
    """Return the pace, or the nearest one that can be understood."""
    return min(FASTEST, max(SLOWEST, pace))


def installed() -> bool:
    """Return whether the packages of the extra are there; none is loaded for it."""
    return all(find_spec(name) is not None for name in PACKAGES)


class Foreseen:
    """Speech as it would be, for those who only ask: refused alike, and as long as such texts usually are."""

    def __init__(self, endpoint: VoiceEndpoint | None) -> None:
        self._endpoint = endpoint

    def said(self, parts: Sequence[Part], pace: float) -> Voice:
        """Return the voice without its sound. Raises Unspoken."""
        said, pace = rows(parts), held(pace)
        who, speaker = provider(" ".join(text for text, _ in said), self._endpoint)
        lines = (
            Line(text, "", round((_SENTENCE_MS + _LETTER_MS * len(text)) / pace), photo=photo) for text, photo in said
        )
        return Voice(tuple(lines), who, speaker, pace)

    def recorded(self, asset: Asset, text: str) -> Voice:
        """Return the recording as one line."""
        return Voice((Line(text, asset.id, round(asset.duration_s * 1000)),), asset.filename, pause_ms=0, recorded=True)

    def timed(self, voice: Voice, assets: Sequence[Asset]) -> Voice:
        """Return the voice as it is."""
        return voice

    def heard(self, asset: Asset) -> tuple[Line, ...]:
        """Return nothing yet. Raises Unspoken where nobody listens."""
        if self._endpoint is None:
            raise not_recognised()
        return ()


def not_recognised() -> Unspoken:
    """Return the refusal where nothing recognises speech."""
    return Unspoken(
        "speech is not recognised here: upload an SRT or VTT file, give the words in quotes, or set IMGFREE_VOICE_URL "
        "to an endpoint that listens",
        "这里不识别语音：请上传 SRT 或 VTT 字幕，用引号给出文字，或用 IMGFREE_VOICE_URL 指定能听写的接口",
    )


def _not_english(en: str, zh: str) -> Unspoken:
    return Unspoken(
        f"the voice here speaks English only, and {en}: set IMGFREE_VOICE_URL to a voice that speaks it",
        f"这里的语音只会英语，而文稿{zh}：请用 IMGFREE_VOICE_URL 指定会说的语音",
    )
