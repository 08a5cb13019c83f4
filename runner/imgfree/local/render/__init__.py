"""From a draft to a film: decode, move, join, title, mix, encode. Importing this needs the `local` extra."""

from imgfree.errors import SetupError

try:
    import av as _av
    import cv2 as _cv2
    import numpy as _numpy
    import PIL
    import pillow_heif as _heif
except ImportError as missing:
    raise SetupError(
        f"the local backend needs the package '{missing.name}'",
        hint="pip install 'imgfree[local]', or use --backend nemo",
    ) from missing

from imgfree.local.render.failures import MediaUnreadable, RenderCancelled, RenderError
from imgfree.local.render.film import Output
from imgfree.local.render.produce import Rendered, render

__all__ = ["MediaUnreadable", "Output", "RenderCancelled", "RenderError", "Rendered", "render"]

del _av, _cv2, _heif, _numpy, PIL
