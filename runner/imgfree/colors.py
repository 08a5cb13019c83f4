"""Colours of letters and plates: names are tuned ones that go together, and how well one is read on another (WCAG)."""

Color = tuple[int, int, int]

READABLE = 4.5  # the contrast that small print needs (WCAG 2, level AA)
WHITE, BLACK = (255, 255, 255), (17, 17, 17)
TUNED = {
    "white": "#ffffff", "ivory": "#fff6e0", "beige": "#ead9b8", "black": "#111111", "gray": "#9aa0a6",
    "lightgray": "#d5d8dc", "dimgray": "#4a4f55", "yellow": "#ffdb1f", "lightyellow": "#fff2a6", "red": "#e5303a",
    "darkred": "#8e1b26", "gold": "#f4b93a", "blue": "#2f6bff", "navy": "#14264f", "lightblue": "#a9d3ff",
    "skyblue": "#5cc2f5", "teal": "#14b8a6", "green": "#22b35e", "darkgreen": "#0f5f3a", "lightgreen": "#a8e6b0",
    "pink": "#ff8fb1", "lightpink": "#ffc8d9", "hotpink": "#ff3d8b", "purple": "#8b4de8", "lavender": "#cdbbf7",
    "brown": "#7a4b2a", "orange": "#ff8a1f", "peachpuff": "#ffd0ae",
}  # fmt: skip


def luminance(one: Color) -> float:
    """Return how much light a colour gives, 0 to 1."""
    red, green, blue = (linear(value / 255) for value in one)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return how well one colour is read on another: 1 not at all, 21 black on white."""
    return ratio(luminance(one), luminance(other))


def ratio(one: float, other: float) -> float:
    """Return the contrast of two luminances, 0 to 1: from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def opposite(one: Color) -> Color:
    """Return black or white, whichever a colour is read on better."""
    return max((BLACK, WHITE), key=lambda ground: contrast(one, ground))


def linear(value: float) -> float:
    """Return the light that a coded part of a colour gives, both 0 to 1."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
