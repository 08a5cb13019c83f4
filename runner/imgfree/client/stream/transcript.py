"""The words of a stream, put together: pieces, then the whole, in the order in which they were said."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from imgfree.client.gui.translate import gui_words, sentences
from imgfree.client.stream.messages import Message

_NOISE = re.compile(
    r"\b(temporary|transient)\s+(\w+\s+)?(issue|problem|error|glitch|hiccup|failure|difficult)|(暂时|临时)(性)?的?\w{0,2}(问题|故障|错误|异常|困难)",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(added|applied|changed|updated|replaced|removed|created|trimmed)\b|已|添加了|修改了", re.IGNORECASE
)
_RETRY = re.compile(r"\btry (it |that )?again\b|重试|再试", re.IGNORECASE)
_SENTENCE_END = (".", "!", "?", "。", "！", "？", "…", ":", "：")
_MAY_END = re.compile(r"[.!?\n。！？；]")
_ENDING_CHARS = 6  # a full stop, what closes after it, and the space that proves it
_LONGEST_SENTENCE_CHARS = 4000
_MAX_NOISE_CHARS = 200
_MAY_INSTRUCT = re.compile(
    r"\b(?:click|tap|press|hit|push|open|drag|preview|check|visit|go to|select|choose|use|export"
    r"|find|view|watch|see|you can)"
    r"|点|按|单击|双击|打开|拖|预览|检查|查看|前往|导出|请|可以|使用",
    re.IGNORECASE,
)
_NOISE_BEGINS = re.compile(r"\b(?:temporary|transient)\b|暂时|临时", re.IGNORECASE)


def is_noise(sentence: str) -> bool:
    """Return whether the sentence says only that a temporary issue was met; the agent adds that to good answers."""
    return len(sentence) <= _MAX_NOISE_CHARS and bool(_NOISE.search(sentence)) and not _NEWS.search(sentence)


def without_noise(text: str) -> str:
    """Return `text` without a closing temporary-issue line, where an answer comes before it."""
    said = sentences(text)
    start = len(said)
    while start and (is_noise(said[start - 1]) or _RETRY.search(said[start - 1]) or not said[start - 1].strip()):
        start -= 1
    while start < len(said) and not is_noise(said[start]):
        start += 1
    kept = "".join(said[:start])
    return kept.rstrip() if start < len(said) and kept.strip() else text


@dataclass
class _Block:
    """What one speaker said without a break."""

    speaker: tuple[str, str] | None
    text: str
    partial: bool  # pieces so far; the whole may still come
    open: bool


class Transcript:
    """Takes messages; tells the words so far, and passes them on sentence by sentence, GUI words translated."""

    def __init__(self, on_words: Callable[[str], None]) -> None:
        self._blocks: list[_Block] = []
        self._live = _LiveWords(on_words)

    @property
    def text(self) -> str:
        """Return the backend's own words, without repetition and closing noise."""
        text = ""
        for block in self._blocks:
            text += (_glue(text, block) if text else "") + block.text
        return without_noise(text)

    @property
    def words(self) -> str:
        """Return the text with its GUI words translated."""
        return gui_words(self.text)

    def take(self, message: Message) -> None:
        """Add a text message; any other one ends what was being said."""
        if message.kind != "text":
            if message.kind in ("tool_call", "tool_result", "error", "state"):
                for block in self._blocks:
                    block.open = False
            self._live.flush()
        elif message.partial:
            self._piece(message)
        else:
            self._whole(message)

    def pause(self) -> None:
        """Pass on the words that have come, but for the beginning of an instruction, which may be a GUI's."""
        self._live.pause()

    def close(self) -> None:
        """Pass on what is left."""
        self._live.flush()

    def _open(self, message: Message) -> _Block | None:
        mine = [block for block in self._blocks if block.open and block.speaker == message.speaker]
        return mine[-1] if mine else None

    def _piece(self, message: Message) -> None:
        block = self._open(message)
        if block is None:
            block = self._begin(message, partial=True)
        elif block is not self._live.source:
            self._live.flush()
        block.text += message.text
        self._live.feed(block, message.text)

    def _whole(self, message: Message) -> None:
        pending = [block for block in self._blocks if block.partial and block.speaker == message.speaker]
        said = _bare("".join(block.text for block in pending))
        block = self._open(message)
        if pending and said == _bare(message.text):
            self._settle(pending)
        elif block is not None:
            rest = message.text.removeprefix(block.text) if message.text.startswith(block.text) else None
            if _bare(block.text) != _bare(message.text):
                if rest is None:
                    self._live.begin(block, "\n")
                self._live.feed(block, message.text if rest is None else rest)
            block.text = message.text
            self._settle([block])
        elif same := [block for block in pending if _bare(block.text) == _bare(message.text)]:
            self._settle(same[-1:])
        else:
            block = self._begin(message, partial=False)
            block.text = message.text
            self._live.feed(block, message.text)
            if message.speaker is not None or block.text.rstrip().endswith(_SENTENCE_END):
                self._live.flush()

    def _settle(self, blocks: list[_Block]) -> None:
        for block in blocks:
            block.partial = block.open = False
        self._live.flush()

    def _begin(self, message: Message, *, partial: bool) -> _Block:
        block = _Block(message.speaker, message.text, partial=partial, open=partial)
        before = "".join(earlier.text for earlier in self._blocks[-1:])
        glue = _glue(before, block) if before else ""
        if glue or message.speaker is not None:
            self._live.flush()
        block.text = ""
        self._blocks.append(block)
        self._live.begin(block, glue)
        return block


class _LiveWords:
    """Passes words on in whole sentences, so that a GUI phrase cut over several pieces is still seen as one."""

    def __init__(self, on_words: Callable[[str], None]) -> None:
        self._on_words = on_words
        self._rest = ""
        self._held = ""  # noise, if nothing follows
        self._said = False
        self.source: _Block | None = None

    def begin(self, source: _Block, glue: str) -> None:
        """Set what stands between the words so far and those of `source`."""
        self.source = source
        self._rest += glue

    def feed(self, source: _Block, piece: str) -> None:
        """Take more words; say the sentences that they complete."""
        self.source = source
        fresh = self._rest[-_ENDING_CHARS:] + piece
        self._rest += piece
        if _MAY_END.search(fresh):
            *whole, self._rest = sentences(self._rest)
            for sentence in whole:
                self._say(sentence)
        if len(self._rest) > _LONGEST_SENTENCE_CHARS:
            self.flush()

    def flush(self) -> None:
        """Say what is there, complete or not."""
        rest, self._rest = self._rest, ""
        for sentence in sentences(rest):
            self._say(sentence)

    def pause(self) -> None:
        """Say whole words of a sentence that has not ended; hold what may become an instruction, or noise."""
        words = re.match(r".*(?:\s|[\u2e80-\u9fff])", self._rest, re.DOTALL)
        if words and not _MAY_INSTRUCT.search(self._rest) and not _NOISE_BEGINS.search(self._rest):
            self._rest = self._rest[words.end() :]
            self._say(words[0])

    def _say(self, sentence: str) -> None:
        if self._said and (is_noise(sentence) or (self._held and (_RETRY.search(sentence) or not sentence.strip()))):
            self._held += sentence
        elif sentence:
            self._on_words(gui_words(self._held + sentence))
            self._held, self._said = "", self._said or bool(sentence.strip())


def _glue(before: str, block: _Block) -> str:
    """Return what stands between two blocks: a line break, but nothing between tokens of one unlabelled stream."""
    after = block.text
    if before[-1:].isspace() or after[:1].isspace():
        return ""
    if block.speaker is None and after:
        tokens = before[-1].isalnum() and (after[0].islower() or not after[0].isalnum() or ord(after[0]) > 0x2E7F)
        number = before[-1] == "." and before[-2:-1].isdigit() and after[0].isdigit()
        if tokens or number:
            return ""
    return "\n"


def _bare(text: str) -> str:
    return "".join(text.split())
