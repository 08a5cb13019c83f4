"""Colours of letters and plates: names are tuned ones that go together, and how well one is read on another (WCAG)."""

from PIL import ImageColor

from imgfree.local.render.failures import RenderError

Color = tuple[int, int, int]

READABLE = 4.5  # the contrast that small print needs (WCAG 2, level AA)
WHITE, BLACK = (255, 255, 255), (17, 17, 17)
_TUNED = {
    "white": "#ffffff", "ivory": "#fff6e0", "beige": "#ead9b8", "black": "#111111", "gray": "#9aa0a6",
    "lightgray": "#d5d8dc", "dimgray": "#4a4f55", "yellow": "#ffdb1f", "lightyellow": "#fff2a6", "red": "#e5303a",
    "darkred": "#8e1b26", "gold": "#f4b93a", "blue": "#2f6bff", "navy": "#14264f", "lightblue": "#a9d3ff",
    "skyblue": "#5cc2f5", "teal": "#14b8a6", "green": "#22b35e", "darkgreen": "#0f5f3a", "lightgreen": "#a8e6b0",
    "pink": "#ff8fb1", "lightpink": "#ffc8d9", "hotpink": "#ff3d8b", "purple": "#8b4de8", "lavender": "#cdbbf7",
    "brown": "#7a4b2a", "orange": "#ff8a1f", "peachpuff": "#ffd0ae",
}  # fmt: skip


def color(value: object) -> Color:
    """Return a colour by its name or #rrggbb. Raises RenderError."""
    try:
        red, green, blue = ImageColor.getrgb(_TUNED.get(str(value), str(value)))[:3]
    except ValueError as error:
        raise RenderError(f"'{value}' is not a colour", hint="use a name such as white, or #rrggbb") from error
    return red, green, blue


def luminance(one: Color) -> float:
    """Return how much light a colour gives, 0 to 1."""
    red, green, blue = (_linear(value / 255) for value in one)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return how well one colour is read on another: 1 not at all, 21 black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def opposite(one: Color) -> Color:
    """Return black or white, whichever a colour is read on better."""
    return max((BLACK, WHITE), key=lambda ground: contrast(one, ground))


def gray_limit(one: Color) -> float:
    """Return the gray, 0 to 1, that a ground must not pass for the colour to be read: towards black or white.

    Light and luma of a colour differ a little; whichever is nearer to the ground counts.
    """
    luma = (0.2126 * one[0] + 0.7152 * one[1] + 0.0722 * one[2]) / 255
    shines = luminance(one) + 0.05, _linear(luma) + 0.05
    bound = min(shines) / READABLE - 0.05 if opposite(one) == BLACK else max(shines) * READABLE - 0.05
    return _coded(min(1.0, max(0.0, bound)))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _coded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
