"""From a draft to a film: decode, move, join, title, mix, encode. Importing this needs the `local` extra."""

from imgfree.local.output import Output
from imgfree.local.render import extra as extra  # first: says what to install, should a package be missing
from imgfree.local.render.failures import MediaUnreadable, RenderCancelled, RenderError
from imgfree.local.render.produce import Rendered, render
from imgfree.local.render.stills import thumbnail

__all__ = ["MediaUnreadable", "Output", "RenderCancelled", "RenderError", "Rendered", "render", "thumbnail"]
