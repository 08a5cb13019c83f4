"""What a child process can do. Everything comes and goes as JSON: the parent reads nothing else from a child."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from imgfree.local.assets import Asset, fields
from imgfree.local.cache import Cache
from imgfree.local.output import Output
from imgfree.local.sandbox import inside


class Talk(Protocol):
    """What a task may tell, and be told, while it works."""

    def on_progress(self, share: float) -> None: ...
    def cancelled(self) -> bool: ...


def _probe(about: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    return asdict(inside.probe(Path(about["path"])))


def _thumbnail(about: Mapping[str, Any], talk: Talk) -> None:
    inside.thumbnail(_asset(about["asset"]), Path(about["target"]))


def _listen(about: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    return inside.heard(Path(about["path"]))


def _render(about: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    made = inside.rendered(
        about["draft"],
        _assets(about),
        about["output"],
        Path(about["target"]),
        (Path(about["cover"]), Path(about["sheet"])),
        on_progress=talk.on_progress,
        cancelled=talk.cancelled,
        cache=Path(about["cache"]),
        painters=about["painters"],
    )
    return {name: getattr(made, name) for name in _TOLD}


_TOLD = ("width", "height", "duration_s", "size_bytes", "loudness", "pieces", "pieces_painted")


def _parts(about: Mapping[str, Any], talk: Talk) -> dict[str, Any] | None:
    found = inside.parts(about["draft"], _assets(about), Output(**about["output"]))
    return asdict(found) if found else None


def _make(about: Mapping[str, Any], talk: Talk) -> dict[str, tuple[str, bool]]:
    output, cache = Output(**about["output"]), Cache(Path(about["cache"]))
    pictures = [(key, start, frames) for key, start, frames in about["pictures"]]
    wanted = (about["reel"], _assets(about), output, pictures, about["sound"], cache)
    made = inside.make(*wanted, cancelled=talk.cancelled)
    return {key: (str(path), new) for key, (path, new) in made.items()}


def _preview(about: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    return asdict(inside.preview(about["draft"], _assets(about), Output(**about["output"]), Path(about["target"])))


def _speak(about: Mapping[str, Any], talk: Talk) -> None:
    inside.spoken(about["texts"], about["pace"], [Path(target) for target in about["targets"]])


def _level(about: Mapping[str, Any], talk: Talk) -> None:
    inside.leveled(Path(about["path"]), Path(about["target"]))


def _gain(about: Mapping[str, Any], talk: Talk) -> float:
    return inside.gain(Path(about["path"]))


def _align(about: Mapping[str, Any], talk: Talk) -> list[list[tuple[int, int]] | None]:
    return inside.aligned([(Path(path), words) for path, words in about["rows"]])


def _inspect(about: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    seams = {"on_progress": talk.on_progress, "cancelled": talk.cancelled}
    return inside.inspected(Path(about["film"]), about["draft"], _assets(about), about["output"], about["how"], **seams)  # type: ignore[arg-type]


def _compare(about: Mapping[str, Any], talk: Talk) -> dict[str, Any]:
    still = Path(about["still"]) if about["still"] else None
    seams = {"on_progress": talk.on_progress, "cancelled": talk.cancelled}
    return inside.compared(Path(about["film"]), Path(about["other"]), still, **seams)  # type: ignore[arg-type]


def _glimpse(about: Mapping[str, Any], talk: Talk) -> str:
    return base64.b64encode(inside.glimpse(Path(about["film"]), about["what"], about["most_bytes"])).decode()


def _assets(about: Mapping[str, Any]) -> dict[str, Asset]:
    return {name: _asset(facts) for name, facts in about["assets"].items()}


def _asset(facts: Mapping[str, Any]) -> Asset:
    return Asset(**fields(facts) | {"path": Path(facts["path"])})


TASKS: dict[str, Callable[[Mapping[str, Any], Talk], Any]] = {
    "probe": _probe,
    "thumbnail": _thumbnail,
    "listen": _listen,
    "render": _render,
    "parts": _parts,
    "make": _make,
    "preview": _preview,
    "speak": _speak,
    "level": _level,
    "gain": _gain,
    "align": _align,
    "inspect": _inspect,
    "compare": _compare,
    "glimpse": _glimpse,
}
