"""A failure of `make` as told to who wrote a sentence and no recipe: no place in a file, no steps, no --out."""

from imgfree.errors import ImgfreeError, InputRefused, NothingToExport, PathRefused, RecipeInvalid

_WHAT = "say in the sentence what to make, for instance: turn these photos into a 12-second reel"
_FILM = "ask for a film in the sentence, or name one: -o film.mp4"
_NAME = "choose another name with -o"


def for_sentence(error: ImgfreeError) -> ImgfreeError:
    """Return the error without its place in the recipe that `make` wrote, and with advice that `make` can follow."""
    if isinstance(error, RecipeInvalid):
        return InputRefused(error.message)
    error.at = None
    match error:
        case NothingToExport():
            error.hint = _FILM if "project" in error.message else _WHAT
        case PathRefused() if "--out" in (error.hint or ""):
            error.hint = _NAME
    return error
