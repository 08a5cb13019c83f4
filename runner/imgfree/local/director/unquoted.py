"""Words for the picture that go on for sentences and stand in no quotation marks: nobody can tell where they end."""

from collections.abc import Sequence

from imgfree.local.director.ops.roles import KINDS
from imgfree.local.director.read.items import Item
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Wish
from imgfree.local.speech.script import weight
from imgfree.quotes import quoted

_LONG = 260  # letters, of which a Chinese character counts as two
_UNKNOWN, _KNOWN = 0.12, 0.35  # of the words of a story: at least so many nobody knows, at most so many ask for things
_ENDLESS = Say(
    'where a text of this length ends is not clear: put it in quotation marks, as in title "…"',
    "这么长的文字看不出到哪里为止：请用引号括起来，例如 标题“…”",
)


def refused(reading: Reading, wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """Return the wishes; of a sentence that ends in a story for the picture, those before it, and its refusal."""
    opens = next((item for item in reading.items if item.means("noun", *KINDS, "captions", "logo")), None)
    if opens is None or reading.scripts or not _is_story(reading, opens):
        return tuple(wishes)
    kept = [one for one in wishes if all(end <= opens.start for _, end in one.spans)]
    stops = [token.end for token in reading.tokens if token.kind == "stop" and token.end <= opens.start]
    begin = max([0, *stops, *(end for one in kept for _, end in one.spans)])
    return *kept, Wish("", {}, ((begin, len(reading.raw)),), "declined", _ENDLESS)


def _is_story(reading: Reading, opens: Item) -> bool:
    """Return whether all behind an item is prose that asks for little, and no quotation marks say what it is."""
    told = reading.raw[opens.end :]
    if weight(told) < _LONG or quoted(told):
        return False
    words = [token for token in reading.tokens if token.start >= opens.end and token.kind != "stop"]
    unknown = sum(token.kind in ("unknown", "told", "words") for token in words)
    known = sum(bool(token.senses) for token in words)
    return unknown >= _UNKNOWN * len(words) and known <= _KNOWN * len(words)
