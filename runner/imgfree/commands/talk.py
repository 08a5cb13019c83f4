"""A conversation: what each line asks for, done through the same step kinds as a recipe's."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imgfree import events, media_types
from imgfree.client import State
from imgfree.commands import writing
from imgfree.commands.conversation import Room
from imgfree.errors import ImgfreeError, InputRefused
from imgfree.journal import Marks
from imgfree.language.routing import route
from imgfree.rights import Rights
from imgfree.steps import KINDS
from imgfree.steps.base import Conversation, Outputs, StepContext


class Talk:
    """One session's conversation.

    `steps` are the recipe steps that would repeat it; `exit_code` is that of the last failure.
    """

    def __init__(self, room: Room, out: Path, rights: Rights | None = None) -> None:
        self._room = room
        self._out = out
        self._rights = rights or Rights()
        self._conversation = Conversation()
        self._count = 0
        self._files: list[Path] = []
        self.steps: list[dict[str, Any]] = []
        self.exit_code = 0

    def hear(self, line: str) -> list[str]:
        """Do what the line asks for and return the paths of the videos it led to."""
        files, words = split_paths(line)
        if files:
            self._do("upload", {"files": [str(path) for path in files]})
            self._files += [path for path in files if path not in self._files]
        if not words:
            return []
        match route(words):
            case "export":
                return [self._export(words)]
            case "credits":
                balance = self._do("credits", {})
                self._room.say(f"{balance['available']} of {balance['total']} credits are available; exports are free")
            case "status":
                self._room.say(self._room.client.state().summary)
            case "upload" if not files:
                self._room.say("drop a file here, or type its path")
            case "upload":
                pass
            case _:
                self._do("instruct", {"text": words})
        return []

    def recipe(self, home: Path) -> str:
        """Return the recipe that repeats the conversation; files below its folder are named relative to it."""
        base = home.absolute().parent
        named = [
            path.absolute().relative_to(base).as_posix()
            if path.absolute().is_relative_to(base)
            else str(path.absolute())
            for path in self._files
        ]
        saved = [step["id"] for step in self.steps if "download" in step]
        inputs = {"files": {"type": "array", "items": {"type": "string", "format": "file"}, "default": named}}
        return writing.recipe_text(
            {"name": home.stem, "description": "A conversation, kept.", "inputs": inputs if named else {}},
            self.steps,
            {name.replace("download", "video"): f"{{{{ steps.{name}.path }}}}" for name in saved},
        )

    def _export(self, words: str) -> str:
        asked = re.search(r"\b(mp4|mov|webm|gif)\b", words, re.IGNORECASE)
        suffix = asked[1].lower() if asked else "mp4"
        self._do("export", {"format": suffix, "quality": "high"})
        target = self._free_name(suffix)
        return str(self._do("download", {"to": target})["path"])

    def _do(self, kind: str, params: Mapping[str, Any]) -> Outputs:
        """Do one step as a run would, and remember it for the recipe."""
        self._count += 1
        same = sum(1 for step in self.steps if kind in step)
        name = f"{kind}_{same + 1}" if same else kind
        journal, clock = self._room.journal, self._room.clock
        with journal.step(name, kind):
            began_s = clock.monotonic_s()
            journal.emit(events.STEP_STARTED, attempt=1)
            try:
                outputs = KINDS[kind].run(params, self._context())
            except ImgfreeError as error:
                took_s = round(clock.monotonic_s() - began_s, 3)
                journal.emit(
                    events.STEP_FAILED, outcome="failed", attempt=1, duration_s=took_s,
                    error=type(error).__name__, reason=error.message,
                )  # fmt: skip
                raise
            took_s = round(clock.monotonic_s() - began_s, 3)
            journal.commit(events.STEP_FINISHED, outcome="passed", attempt=1, duration_s=took_s, outputs=outputs)
        if kind != "credits":
            self.steps.append({"id": name, kind: self._as_written(kind, params)})
        return outputs

    def _as_written(self, kind: str, params: Mapping[str, Any]) -> Any:
        match kind:
            case "upload":
                first = len(self._files)
                names = [path for path in params["files"] if Path(path) not in self._files]
                return [f"{{{{ inputs.files[{first + number}] }}}}" for number in range(len(names))] or params["files"]
            case "instruct":
                return writing.literal(str(params["text"]))
            case "download":
                return {"to": params["to"]}
            case _:
                return dict(params)

    def _context(self) -> StepContext:
        journal = self._room.journal
        marks = Marks()

        def record(event: str, /, *, durable: bool = False, **fields: Any) -> None:
            (journal.commit if durable else journal.emit)(event, **fields)
            marks.take(event, fields, self._room.clock.now_s())

        def holds(expression: str, state: State) -> Any:
            raise InputRefused(f"'{expression}' cannot be waited for in a conversation")

        return StepContext(
            client=self._room.client,
            clock=self._room.clock,
            ids=self._room.ids,
            emit=journal.emit,
            record=record,
            marks=marks,
            conversation=self._conversation,
            readable=lambda text: [Path(text)],
            holds=holds,
            out=self._out,
            rights=self._rights,
            artifacts=self._room.artifacts,
            timeout_s=None,
            poll_s=self._room.poll_s,
            render_limit_s=self._room.render_limit_s,
        )

    def _free_name(self, suffix: str) -> str:
        stem = self._files[-1].stem if self._files else "video"
        number, name = 1, f"{stem}.{suffix}"
        while (self._out / name).exists():
            number += 1
            name = f"{stem}-{number}.{suffix}"
        return name


def split_paths(line: str) -> tuple[list[Path], str]:
    """Return the existing files a line names (quoted or escaped as a terminal drops them), and the other words."""
    try:
        tokens = shlex.split(line)
    except ValueError:  # an apostrophe is no quote: "don't"
        tokens = line.split()
    files = [Path(token) for token in tokens if _is_media(token)]
    if not files:
        return [], line
    words = line
    for path in files:
        for form in (f"'{path}'", f'"{path}"', str(path).replace(" ", "\\ "), str(path)):
            if form in words:
                words = words.replace(form, " ", 1)
                break
    return files, " ".join(words.split())


def _is_media(token: str) -> bool:
    suffix = token.rpartition(".")[2].lower()
    return Path(token).is_file() or (("/" in token or "\\" in token) and suffix in media_types.LOCAL_SUFFIXES)
