"""Colours as the renderer takes them: by name or number, and the grays that a ground must not pass behind them."""

from PIL import ImageColor

from imgfree.colors import BLACK, READABLE, TUNED, Color, linear, luminance, opposite
from imgfree.local.render.failures import RenderError


def color(value: object) -> Color:
    """Return a colour by its name or #rrggbb. Raises RenderError."""
    try:
        red, green, blue = ImageColor.getrgb(TUNED.get(str(value), str(value)))[:3]
    except ValueError as error:
        raise RenderError(f"'{value}' is not a colour", hint="use a name such as white, or #rrggbb") from error
    return red, green, blue


def gray_limit(one: Color) -> float:
    """Return the gray, 0 to 1, that a ground must not pass for the colour to be read: towards black or white.

    Light and luma of a colour differ a little; whichever is nearer to the ground counts.
    """
    luma = (0.2126 * one[0] + 0.7152 * one[1] + 0.0722 * one[2]) / 255
    shines = luminance(one) + 0.05, linear(luma) + 0.05
    bound = min(shines) / READABLE - 0.05 if opposite(one) == BLACK else max(shines) * READABLE - 0.05
    return _coded(min(1.0, max(0.0, bound)))


def _coded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
