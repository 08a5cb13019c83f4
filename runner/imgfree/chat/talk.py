"""A conversation: what each line asks for, done through the same step kinds as a recipe's."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imgfree import disk, events, media_types
from imgfree.answers import gestures, lines, wish
from imgfree.answers.wants import wanted
from imgfree.authoring import acts
from imgfree.chat import advice, mentions
from imgfree.chat.film_recipe import DEFAULT_STEM
from imgfree.chat.memory import Memory, Unfetched, Unfinished
from imgfree.chat.room import Room
from imgfree.chat.tape import Entry, digest_of
from imgfree.chat.tongue import Tongue
from imgfree.client import State, exportable
from imgfree.errors import BackendError, ImgfreeError, OutcomeUnknown, StepFailed
from imgfree.journal import Marks

_SHEET = {"quality": "low", "cache": True}  # a small film is enough for small pictures of it
_STILLS = "stills.jpg"  # beside the conversation's events: the film as it stood after its last change


@dataclass(frozen=True)
class _Doubt:
    """Words of which nobody could say what became of them, and their step."""

    step: str
    params: Mapping[str, Any]


class Talk:
    """One session's conversation.

    `exit_code` is that of the last failure, 0 if all went well; `stem` is what films are named after.
    """

    def __init__(
        self,
        room: Room,
        tongue: Tongue,
        memory: Memory,
        show: Callable[[bytes], bool] = lambda jpeg: False,
        branded: Callable[[str], str] | None = None,
    ) -> None:
        """`show` shows a picture where the terminal can, and says whether it did; `branded` is what a brand asks for,
        by the language: it is said with the first words."""
        self._show = show
        self._branded = branded
        self._room = room
        self._tongue = tongue
        self._tape = memory.tape
        self.stem = _stem([str(file.get("filename")) for file in memory.files]) or DEFAULT_STEM
        self._stamps: dict[Path, tuple[int, int]] = {}  # of files that were sent: size and time of change
        self._urls: set[str] = set()
        self._doubts: list[_Doubt] = []
        self._advised: set[str] = set()
        self.exit_code = 0

    def film(self) -> list[Entry]:
        """Return what makes the film as it stands."""
        return self._tape.compact()

    def stopped(self) -> None:
        """Tell that what was being done is given up."""
        self._tongue.say("stopped listening" if self._doubts else "export stopped")

    def hear(self, line: str) -> Iterator[str]:
        """Do what the line asks for; yield the path of each video as it is there.

        Raises:
            ImgfreeError: something could not be done; what came before it is done.
        """
        named = mentions.find(line, self._room.place)
        self._learn(named.words, [path.name for path in named.files])
        self._receive(named)
        if named.words and not (named.missing or _only_upload(named)):
            yield from self._heed(named.words)

    def bring(self, arguments: Sequence[str]) -> Iterator[str]:
        """Upload what the command line names; yields nothing. Raises ImgfreeError as `hear` does."""
        named = mentions.given(arguments, self._room.place)
        self._learn("", [path.name for path in named.files])
        self._receive(named)
        yield from ()

    def take_up(self, memory: Memory) -> Iterator[str]:
        """Finish what was under way when the conversation stopped: words are never sent twice, a render is fetched."""
        left = memory.unfinished
        if left is not None and left.kind == acts.EDIT:
            self._tongue.say("finding out")
            self._outcome(left.step, left.params, self._room.finish(left.step, left.kind, left.params, left.marks))
        elif left is not None and left.kind == acts.RENDER:
            self._tongue.say("fetching")
            yield self._fetched(left.params, self._room.finish(left.step, left.kind, left.params, left.marks))
        elif left is not None and left.kind == acts.BRING:
            outputs = self._room.finish(left.step, left.kind, left.params, left.marks)
            self._arrived(left.params, outputs["files"])
        elif memory.unfetched is not None:
            self._tongue.say("fetching")
            yield self._fetched_later(memory.unfetched)

    def _learn(self, words: str, names: Sequence[str]) -> None:
        before = self._tongue.language
        self._tongue.hear(words, names)
        if self._room.client.session is None:
            self._room.client.use_language(self._tongue.language)
        if self._tongue.language != before:
            self._room.journal.emit(events.LANGUAGE_HEARD, language=self._tongue.language)

    def _receive(self, named: mentions.Mentions) -> None:
        """Upload what is new. A path that leads to nothing is refused, and the words beside it are not heard."""
        files = [path for path in named.files if self._stamps.get(path) != _stamp(path)]
        urls = [url for url in named.urls if url not in self._urls]
        if files or urls:
            params: dict[str, Any] = {"files": [str(self._room.place.short(path)) for path in files]} if files else {}
            params |= {"urls": urls} if urls else {}
            _, outputs = self._room.do(acts.BRING, params)
            self._stamps |= {path: _stamp(path) for path in files}
            self._urls |= set(urls)
            self._arrived(params, outputs["files"])
        elif (named.files or named.urls) and not named.words:
            self._tongue.say("known", names=", ".join([*(path.name for path in named.files), *named.urls]))
        if named.missing:
            self._room.do(acts.BRING, {"files": [_plain(written) for written in named.missing]})

    def _arrived(self, params: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> None:
        self._tape.uploaded({name: tuple(value) for name, value in params.items()})
        self.stem = _stem([str(file.get("filename")) for file in found]) or self.stem
        self._tongue.say("received", **self._tongue.files(found))
        for frame in advice.on_files(found):
            self._advise(frame)

    def _heed(self, words: str) -> Iterator[str]:
        want = wanted(words)
        match want.deed:
            case "look":
                self._look()
            case "export":
                yield from self._export(want.errand.wish)
            case "credits":
                self._credits()
            case "status":
                self._tongue.tell_timeline(self._newest())
            case "upload":
                self._tongue.say("give files")
            case _:
                yield from self._instruct(words)
                if want.errand.previews:
                    self._look()
                if want.errand.exports:
                    yield from self._export(want.errand.wish)

    def _instruct(self, words: str, *, follow: bool = True) -> Iterator[str]:
        """Say the words to the agent, tell what became of the timeline, and do what the agent wants clicked."""
        self._settle_doubts()
        params = {"text": self._with_brand(words)}
        step = self._room.next_id(acts.EDIT)
        try:
            outputs = self._room.finish(step, acts.EDIT, params, Marks())
        except (BackendError, OutcomeUnknown, KeyboardInterrupt):
            self._doubts.append(_Doubt(step, params))
            raise
        self._outcome(step, params, outputs)
        if advice.is_vague(words):
            one, two = (self._tongue.word(f"be specific {place}") for place in (1, 2))
            self._advise("be specific", one=one, two=two)
        if follow:
            yield from self._gestures(outputs["text"])

    def _with_brand(self, words: str) -> str:
        """Return the words with what the brand asks for, unless it has been said."""
        branded, self._branded = self._branded, None
        if branded is None:
            return words
        end = "" if words.rstrip().endswith(tuple(".!?。！？")) else "。" if self._tongue.voice == "zh" else "."
        return f"{words.rstrip()}{end} {branded(self._tongue.language)}"

    def _outcome(self, step: str, params: Mapping[str, Any], outputs: Mapping[str, Any]) -> None:
        state = self._room.state()
        self._remember(step, _understood(params, outputs.get("clauses")), digest_of(state.draft))
        if outputs["silent"] or not outputs["text"].strip():
            self._tongue.tell(lines.changes(self._tongue.voice, outputs["changes"]))
        self._tongue.tell_timeline(state)
        if outputs["edited"]:
            self._offer(state)

    def _remember(self, step: str, params: Mapping[str, Any], film: str) -> None:
        self._tape.said(params, film)
        with self._room.journal.step(step, acts.EDIT):
            self._room.journal.commit(events.STEP_RENDERED, params=dict(params))
            self._room.journal.commit(events.FILM_SEEN, film=film)

    def _settle_doubts(self) -> None:
        """Give words that were cut off their due if the film has changed since."""
        if not self._doubts:
            return
        film = digest_of(self._newest().draft)
        doubts, self._doubts = self._doubts, []
        if film != self._tape.film:
            self._remember(doubts[-1].step, doubts[-1].params, film)

    def _newest(self) -> Any:
        self._room.conversation.state = None
        return self._room.state()

    def _gestures(self, text: str) -> Iterator[str]:
        for gesture in gestures.asked(text):
            match gesture.deed:
                case "export":
                    yield from self._export("")
                case "status":
                    self._tongue.tell_timeline(self._newest())
                case "credits":
                    self._credits()
                case "edit":
                    self._tongue.say("doing", words=gesture.words)
                    yield from self._instruct(gesture.words, follow=False)

    def _credits(self) -> None:
        _, balance = self._room.do(acts.COUNT, {})
        self._tongue.tell(lines.balance(self._tongue.voice, balance))

    def _export(self, words: str) -> Iterator[str]:
        """Render the film and fetch it, as the words wish; what cannot be had is said."""
        self._settle_doubts()
        wished = wish.read(words, self._room.state().timeline)
        for note in wished.notes:
            self._tongue.say("failed export words", notes=note)
        if wished.refused:
            self.exit_code = StepFailed.exit_code
            return
        _, outputs = self._room.do(acts.RENDER, wished.params)
        yield self._fetched(wished.params, outputs)

    def _fetched_later(self, left: Unfetched) -> str:
        """Fetch what an earlier export had made; a download that had begun goes on."""
        outputs = self._room.reuse(acts.RENDER, dict(left.outputs))
        return self._fetched(left.params, outputs, left.download)

    def _fetched(self, params: Mapping[str, Any], outputs: Mapping[str, Any], begun: Unfinished | None = None) -> str:
        suffix = outputs.get("format") or params.get("format") or "mp4"
        if begun is not None and begun.params.get("to"):
            target = str(begun.params["to"])
            saved = self._room.finish(begun.step, begun.kind, begun.params, begun.marks)
        else:
            target = self._free_name(str(suffix))
            _, saved = self._room.do(acts.FETCH, {"to": target})
        self._tape.exported(params, target)
        self._tongue.tell(lines.saved(self._tongue.voice, saved, outputs))
        if suffix != "mp4":
            self._advise("mp4 widest")
        return str(saved["path"])

    def _offer(self, state: State) -> None:
        """Show the film as it stands, or say where stills of it are; where none are made, how to see it."""
        if not (self._room.client.extended and exportable(state.draft)):
            self._tongue.say("offer sheet")
            return
        try:
            sheet = self._room.client.preview(state.draft, {}).jpeg
        except BackendError:  # what is wrong with the film is told where it is wanted
            self._tongue.say("offer sheet")
            return
        self._room.journal.keep(_STILLS, sheet)
        if not self._show(sheet):
            self._tongue.say("stills", path=self._room.place.short(self._room.journal.folder / _STILLS))

    def _look(self) -> None:
        """Write small pictures of the film as it stands, or a small film where none can be made, and say where."""
        state = self._newest()
        self._tongue.tell_timeline(state)
        if self._room.client.extended and exportable(state.draft):
            jpeg = self._room.client.preview(state.draft, {}).jpeg
            target = self._room.out / self._free_name("jpg", "-sheet")
            disk.write(target, jpeg, replace=False)
            self._show(jpeg)
            self._tongue.say("sheet", path=self._room.place.short(target))
            return
        _, outputs = self._room.do(acts.RENDER, _SHEET)
        sheet = outputs.get("sheet_url")
        if sheet:
            _, saved = self._room.do(acts.FETCH, {"from": sheet, "to": self._free_name("jpg", "-sheet")})
        else:
            suffix = str(outputs.get("format") or "mp4")
            _, saved = self._room.do(acts.FETCH, {"from": outputs["url"], "to": self._free_name(suffix, "-preview")})
        self._tongue.say("sheet", path=saved["path"])

    def _advise(self, frame: str, **values: str) -> None:
        """Give a piece of advice once a conversation."""
        if frame not in self._advised:
            self._advised.add(frame)
            self._tongue.say(frame, **values)

    def _free_name(self, suffix: str, more: str = "") -> str:
        number, name = 1, f"{self.stem}{more}.{suffix}"
        while (self._room.out / name).exists():
            number += 1
            name = f"{self.stem}{more}-{number}.{suffix}"
        return name

    def failed(self, error: ImgfreeError) -> None:
        """Tell a failure, once, and keep its exit code."""
        self.exit_code = error.exit_code
        self._tongue.tell_failure(error)


def _only_upload(named: mentions.Mentions) -> bool:
    """Return whether the words only ask for the upload that has been done: "upload a.jpg"."""
    return bool(named.files or named.urls) and wanted(named.words).deed == "upload"


def _understood(params: Mapping[str, Any], clauses: object) -> dict[str, Any]:
    """Return the words without clauses that the backend reports as not understood, where it tells them apart."""
    text = str(params["text"])
    for clause in clauses if isinstance(clauses, list) else []:
        lost = clause.get("outcome") == "not understood" and str(clause.get("text") or "")
        if lost and lost != text and text.count(lost) == 1:
            text = re.sub(rf"\s*[,，;；、]?\s*(?:\band\b|并且?|再)?\s*{re.escape(lost)}\s*", " ", text).strip(
                " ,，;；、"
            )
    return {**params, "text": text or params["text"]}


def _plain(written: str) -> str:
    return written.strip("'\"“”")


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _stem(names: Sequence[str]) -> str | None:
    """Return what a film of these files is named after: the first picture or clip."""
    for name in names:
        known = media_types.by_suffix(media_types.suffix_of(name))
        if known is None or known.file_type in ("image", "video"):
            return Path(name).stem
    return None
