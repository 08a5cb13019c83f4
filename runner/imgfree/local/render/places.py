"""Where on the frame words and logos may stand, so that no platform's own buttons cover them."""

from dataclasses import dataclass

from imgfree.local.render.safe_areas import free


@dataclass(frozen=True)
class Room:
    """A box in pixels; what is put into it sticks to `align` across and `anchor` down."""

    left: int
    top: int
    right: int
    bottom: int
    align: str = "center"
    anchor: str = "middle"

    @property
    def width(self) -> int:
        """Return the box's width."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Return the box's height."""
        return self.bottom - self.top

    def corner(self, width: int, height: int) -> tuple[int, int]:
        """Return where the top left corner of something of this size goes."""
        slack_x, slack_y = self.width - width, self.height - height
        x = {"left": 0, "right": slack_x}.get(self.align, slack_x // 2)
        y = {"top": 0, "bottom": slack_y}.get(self.anchor, slack_y // 2)
        return self.left + x, self.top + y


_BANDS = {
    "top": ("top", 0.0, 0.3),
    "upper_third": ("middle", 0.02, 0.44),
    "center": ("middle", 0.2, 0.8),
    "middle": ("middle", 0.2, 0.8),
    "lower_third": ("bottom", 0.62, 0.94),
    "bottom": ("bottom", 0.66, 1.0),
}


def safe_box(width: int, height: int, platform: str | None = None) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of what the platform leaves free on a frame of this shape."""
    left, top, right, bottom = free(platform, width, height)
    return round(left * width), round(top * height), round(right * width), round(bottom * height)


def room(position: str, width: int, height: int, platform: str | None = None) -> Room:
    """Return the room for something at this position. What is centred is centred on the frame, not on the safe box."""
    left, top, right, bottom = safe_box(width, height, platform)
    band, align = _parts(position)
    anchor, first, last = _BANDS.get(band, _BANDS["center"])
    if align == "center":
        half = min(width / 2 - left, right - width / 2)
        left, right = round(width / 2 - half), round(width / 2 + half)
    high, low = top + first * (bottom - top), top + last * (bottom - top)
    if band not in _BANDS or band in ("center", "middle"):
        reach = min(height / 2 - top, bottom - height / 2)
        high, low = height / 2 - reach, height / 2 + reach
    return Room(left, round(high), right, round(low), align, anchor)


def _parts(position: str) -> tuple[str, str]:
    """Return the band and the side of a position such as `top_left`."""
    for side in ("left", "right", "center"):
        if position == side:
            return "center", side
        if position.endswith(f"_{side}"):
            return position.removesuffix(f"_{side}"), side
    return position, "center"
