"""Emoji: which characters of a text are one. They are drawn in the letters' own colour, alike on every machine."""

import regex

# What is an emoji without being told so by a selector, and what only with one; of the newer planes, all of them.
_ONE = (
    r"(?!\p{RI})(?:\p{Emoji_Presentation}|[\p{Extended_Pictographic}&&[\U0001f000-\U0010ffff]]"
    r"|\p{Extended_Pictographic}(?=\ufe0f))\ufe0f?\p{Emoji_Modifier}?[\U000e0020-\U000e007f]*"
)
_SEQUENCE = regex.compile(
    rf"\p{{RI}}{{2}}|[0-9#*]\ufe0f?\u20e3|{_ONE}(?:\u200d(?:{_ONE}|[^\s\u200d]\ufe0f?))*", regex.V1
)


def cut(text: str) -> list[tuple[str, bool]]:
    """Return the text in pieces; True marks one whole emoji: a flag, a family, a hand with its skin tone."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in _SEQUENCE.finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], False))
        pieces.append((match.group(), True))
        end = match.end()
    return [*pieces, (text[end:], False)] if end < len(text) else pieces
