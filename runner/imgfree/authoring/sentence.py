"""The recipe that does what `imgfree make` does: these files, one sentence, a film of that name."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from imgfree import media_types
from imgfree.authoring import acts, yaml

_FILM_LIKE = tuple(f".{suffix}" for suffix in media_types.EXPORTED)


def recipe_of(
    sentence: str, files: Sequence[Path], urls: Sequence[str], to: str, home: Path, *, branded: bool = False
) -> str:
    """Return the text of the recipe; files below its folder `home` are named relative to it.

    Where `to` has no suffix of a film, the sentence decides what is made. One that is `branded` asks for its brand.
    """
    suffix = media_types.suffix_of(to)
    named = suffix in media_types.EXPORTED
    target = yaml.literal(to)
    shown = " + ".join([*["inputs.files"] * bool(files), *["brand.files"] * branded])
    shown = f"{{{{ {shown} }}}}" if shown else ""
    upload = {
        **({"files": shown} if shown else {}),
        "urls": [yaml.literal(url) for url in urls],
    }
    return yaml.recipe_text(
        {
            "name": Path(to).stem if named else to,
            "description": yaml.literal(sentence),
            "inputs": yaml.file_inputs(files, home),
        },
        [
            {acts.BRING: upload if urls else shown},
            {acts.EDIT: yaml.literal(_ended(sentence)) + "{{ brand.words }}" if branded else yaml.literal(sentence)},
            {acts.RENDER: {**({"format": suffix} if named else {}), "quality": "high"}},
            {acts.FETCH: {"to": target if named else f"{_as_called(to)}.{{{{ steps.{acts.RENDER}.format }}}}"}},
        ],
        {"video": f"{{{{ steps.{acts.FETCH}.path }}}}"},
    )


def film_stem(
    files: Sequence[Path], urls: Sequence[str], out: Path = Path(), free: Callable[[Path], bool] = lambda film: True
) -> str:
    """Return what the film is named after: the first photo or clip, else whatever there is.

    The name is counted up where a film of it is in the folder `out` or is not `free`, and where it reads as one.
    """
    names = [
        *(path.name for path in files),
        *(unquote(urlsplit(url).path).rpartition("/")[2] for url in urls),
    ]
    seen = next((name for name in names if not _is_captions(name)), names[0])
    wanted = Path(seen).stem or "video"
    number, stem = 1, wanted
    while is_taken(out / stem) or stem.endswith(_FILM_LIKE) or not free(out / stem):
        number += 1
        stem = f"{wanted}-{number}"
    return stem


def is_taken(film: Path) -> bool:
    """Return whether there is a film of that name, whatever its suffix."""
    return any(film.with_name(f"{film.name}.{suffix}").exists() for suffix in media_types.EXPORTED)


def holds(path: Path, text: str) -> bool:
    """Return whether that recipe is there already, from the same words said before."""
    try:
        return path.read_bytes() == text.encode(errors="replace")
    except OSError:
        return False


def _ended(sentence: str) -> str:
    """Return the sentence with a stop at its end, so that another one can follow."""
    said = sentence.rstrip()
    if said.endswith((".", "!", "?", ";", "。", "！", "？", "；")):
        return f"{said} "
    return f"{said}。" if re.search(r"[\u3400-\u9fff]", said) else f"{said}. "


def _as_called(stem: str) -> str:
    """Return a template for what the words call the film, else this name."""
    if set(stem) & set('{}%\\"'):
        return yaml.literal(stem)
    return f'{{{{ steps.{acts.RENDER}.name or "{stem}" }}}}'


def _is_captions(name: str) -> bool:
    found = media_types.by_suffix(media_types.suffix_of(name))
    return found is not None and found.file_type == "captions"
