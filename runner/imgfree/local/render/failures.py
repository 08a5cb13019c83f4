"""What can go wrong between a draft and its film."""

from imgfree.errors import ImgfreeError, InputRefused


class MediaUnreadable(InputRefused):
    """A file is broken, of another kind than its name says, or too big to open; the message names it."""


class RenderError(ImgfreeError):
    """The film cannot be made; the message says why, for the user."""

    exit_code = 1


class RenderCancelled(ImgfreeError):
    """Somebody asked the render to stop; nothing is left on disk."""

    exit_code = 130
