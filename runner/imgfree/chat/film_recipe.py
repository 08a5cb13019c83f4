"""The recipe that makes the conversation's film: what `--save` leaves behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree.authoring import acts, yaml
from imgfree.chat.tape import Entry

DEFAULT_STEM = "video"


@dataclass(frozen=True)
class Written:
    """The parts of a recipe's text: what stands on top, its steps, its outputs."""

    parts: Mapping[str, Any]
    steps: Sequence[Mapping[str, Any]]
    outputs: Mapping[str, str] = field(default_factory=dict)


def written(entries: Sequence[Entry], home: Path, stem: str) -> Written:
    """Return the recipe of those entries, to be written to `home`; files below its folder are named relative to it.

    `stem` names a film that was never exported.
    """
    files = list(dict.fromkeys(name for entry in entries for name in entry.params.get("files", ())))
    steps: list[dict[str, Any]] = []
    outputs: dict[str, str] = {}
    counts: dict[str, int] = {}
    for entry in entries:
        number = counts[entry.kind] = counts.get(entry.kind, 0) + 1
        match entry.kind:
            case acts.BRING:
                steps.append({"id": _id(acts.BRING, number), acts.BRING: _upload(entry.params, files)})
            case acts.EDIT:
                steps.append({"id": _id(acts.EDIT, number), acts.EDIT: yaml.literal(str(entry.params["text"]))})
            case _:
                name, target = _id(acts.FETCH, number), entry.to or f"{stem}.{entry.params.get('format', 'mp4')}"
                steps.append({"id": _id(acts.RENDER, number), acts.RENDER: _export(entry.params)})
                steps.append({"id": name, acts.FETCH: {"to": yaml.literal(target)}})
                outputs[_id("video", number)] = f"{{{{ steps.{name}.path }}}}"
    inputs = yaml.file_inputs([Path(name) for name in files], home.parent)
    parts = {"name": home.stem, "description": "The film of a conversation.", "inputs": inputs}
    return Written(parts, steps, outputs)


def _id(kind: str, number: int) -> str:
    return f"{kind}_{number}" if number > 1 else kind


def _upload(params: Mapping[str, Any], files: Sequence[str]) -> Any:
    mine, urls = list(params.get("files", ())), list(params.get("urls", ()))
    named: Any = (
        "{{ inputs.files }}"
        if mine == list(files)
        else [f"{{{{ inputs.files[{files.index(name)}] }}}}" for name in mine]
    )
    if not urls:
        return named
    return {"files": named, "urls": urls} if mine else {"urls": urls}


def _export(params: Mapping[str, Any]) -> dict[str, Any]:
    return {"quality": "high", **{name: value for name, value in params.items() if name != "quality"}}
