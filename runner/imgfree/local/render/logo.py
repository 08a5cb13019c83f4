"""A logo in its corner, clear of the platforms' own buttons."""

from collections.abc import Mapping

import numpy as np
from PIL import Image

from imgfree.local.assets import Asset
from imgfree.local.render.failures import RenderError
from imgfree.local.render.film import Film
from imgfree.local.render.layers import Layer, layer
from imgfree.local.render.photos import decoded, opened
from imgfree.local.render.places import room

_SHARE = 0.2  # of the frame's short side, in the logo's longer direction
_CENTERED_SHARE = 0.5
_FADE_S = 0.3


def logo_layer(film: Film, assets: Mapping[str, Asset]) -> Layer:
    """Return the film's logo as a layer. Raises RenderError if it is not among the files."""
    logo = film.logo
    if logo is None or logo.source not in assets:
        raise RenderError("the logo is not among the uploaded files")
    asset = assets[logo.source]
    longest = min(film.width, film.height) * (_CENTERED_SHARE if logo.corner == "center" else _SHARE)
    with opened(asset.path, asset.filename) as picture:
        picture = decoded(picture, asset.filename, (round(longest), round(longest))).convert("RGBA")
    scale = longest / max(picture.size)
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    small = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    place = room(logo.corner, film.width, film.height, "logo")
    left, top = place.corner(*size)
    whole_film = logo.frames >= film.frames
    fade = 0 if whole_film else min(round(_FADE_S * film.fps), logo.frames // 2)
    return layer(np.asarray(small), left, top, start=logo.start, frames=logo.frames, fade_frames=fade)
