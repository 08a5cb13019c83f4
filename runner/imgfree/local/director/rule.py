"""What an operation is made of: how it is heard in a sentence and how it edits the film."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.director.reply import NOTHING, Outcome, Say
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film

Span = tuple[int, int]


@dataclass(frozen=True)
class Heard:
    """One operation found in the sentence. `op` is empty for a phrase that needs no operation or has none."""

    op: str
    args: Mapping[str, Any]
    spans: tuple[Span, ...]
    outcome: Outcome = "applied"
    note: Say = NOTHING
    extra: Mapping[str, Any] = field(default_factory=dict)  # what the edit needs and the report does not list

    @property
    def start(self) -> int:
        """Return where the operation begins in the sentence."""
        return self.spans[0][0] if self.spans else 0


@dataclass(frozen=True)
class Scene:
    """What a rule may know besides the words: the uploads and the film so far (None before the first edit)."""

    assets: tuple[Asset, ...]
    film: Film | None
    heard: tuple[Heard, ...] = ()
    count: int | None = None  # how many photos the sentence speaks of

    @property
    def photos(self) -> tuple[Asset, ...]:
        """Return the stills in upload order, without files that are plainly logos."""
        stills = tuple(asset for asset in self.assets if asset.file_type == "image")
        pictures = tuple(asset for asset in stills if not is_logo(asset))
        return pictures if pictures or self.clips else stills

    @property
    def clips(self) -> tuple[Asset, ...]:
        """Return the video files in upload order."""
        return tuple(asset for asset in self.assets if asset.file_type == "video")

    @property
    def sounds(self) -> tuple[Asset, ...]:
        """Return the audio files in upload order."""
        return tuple(asset for asset in self.assets if asset.file_type == "audio")

    @property
    def captions(self) -> tuple[Asset, ...]:
        """Return the captions files in upload order."""
        return tuple(asset for asset in self.assets if asset.file_type == "captions")

    @property
    def material(self) -> tuple[Asset, ...]:
        """Return what a film can be made of, photos and clips together, in upload order."""
        visible = {asset.id for asset in (*self.photos, *self.clips)}
        return tuple(asset for asset in self.assets if asset.id in visible)

    @property
    def picked(self) -> tuple[int, ...]:
        """Return the uploads (from 1) that the sentence builds a new film from; empty when it names none."""
        build = next((one for one in self.heard if one.op == "build" and one.extra.get("picked")), None)
        return tuple(build.args["photos"]) if build else ()

    @property
    def length(self) -> int:
        """Return how many shots the film has, or will have when this sentence starts it."""
        if self.picked:
            return len(self.picked)
        if self.film is not None:
            return len(self.film.shots)
        there = len(self.photos) + len(self.clips)
        return min(there, self.count or there)

    def said(self, op: str) -> Heard | None:
        """Return the last mention of this operation in the sentence."""
        found = [one for one in self.heard if one.op == op and one.outcome != "declined"]
        return found[-1] if found else None

    def named(self, name: str) -> Asset | None:
        """Return the upload of that file name, with or without its suffix, in any case."""
        wanted = name.strip().lower()
        for asset in self.assets:
            if asset.filename.lower() == wanted or asset.filename.lower().rpartition(".")[0] == wanted:
                return asset
        return None


@dataclass(frozen=True)
class Edit:
    """What an operation did. `args` are the arguments as carried out, where they differ from what was said."""

    film: Film
    outcome: Outcome = "applied"
    note: Say = NOTHING
    args: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Operation:
    """One operation. `stage` orders the edits of one sentence, so that the order of its clauses does not matter."""

    name: str
    stage: int
    hear: Callable[[Sentence, Scene], Iterator[Heard]]
    edit: Callable[[Film, Heard, Scene], Edit]


def is_logo(asset: Asset) -> bool:
    """Return whether the file name says logo or watermark."""
    return bool(re.search(r"logo|watermark|水印|标志", asset.filename.lower()))


_NOT_EN = re.compile(
    r"(?<![\w'])(?:no|without|not|never|don't|dont|do not|doesn't|isn't|skip|avoid|omit|leave out|free of"
    r"|minus|zero|instead of|rather than|nor)(?: (?:want|need|add|use|put|include|any|the|a|an|have|apply"
    r"|make|more|to|it|them))*(?: (?!(?:but|with|and|then|only|just|use|add)\b)[\w'-]+,?){0,3} ?$"
)
_NOT_ZH = re.compile(
    r"(?:不要|不用|不必|不加|不需要|不想要|不带|不含|不放|不配|不做|不打|(?<![识辨区分特个级类性差])别|无需|没有|去掉"
    r"|去除|删掉|删除|删去|取消|移除|拿掉|关掉|关闭|关了|免去|(?<![有毫并])无|(?<![并])不)(?:再|加|用|有"
    r"|放|配|任何|什么|添加|使用|掉|要|的|这个|那个)*[^,.;。;、但却并再加换改用配\s]{0,4}$"
    r"|(?:(?<![识辨区分特个级类性差])别|不要|不用)(?:再|加|用|放|搞|弄|整|有)[^,.;。;、但却并\s]{0,8}的$"
)


def negated(sentence: Sentence, start: int) -> bool:
    """Return whether a negation governs the word that begins here (no, without, don't; 不要, 别, 去掉, 无)."""
    before = re.split(r"[,](?! ?(?:or|nor)\b)|(?<![a-z])but(?![a-z])", sentence.before(start, 60))[-1]
    return bool(_NOT_EN.search(before) or _NOT_ZH.search(before))


_CORRECTED = re.compile(
    r"不对|不是|错了|说错|算了|不不|改主意|还是(?=.{0,3}$)|换成(?=$)|应该是|(?<![a-z])(?:no,? wait|wait|sorry"
    r"|actually|scratch that"
    r"|make (?:that|it)(?= $)|i mean|rather|correction|no, |oops|on second thought)(?![a-z])"
)


def corrected(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether the speaker takes back what stands before `start` for what stands at `end`: 10秒，不对，12秒."""
    return end - start < 60 and bool(_CORRECTED.search(sentence.folded[start:end]))


def hears(
    sentence: Sentence, source: str, make: Callable[[re.Match[str]], Heard | None], *, once: bool = False
) -> Iterator[Heard]:
    """Yield what `make` makes of every match of a pattern and strike the matches out; None leaves the words alone."""
    for match in sentence.search(source):
        found = make(match)
        if found is None:
            continue
        for span in found.spans:
            sentence.take(*span)
        yield found
        if once:
            return


def names(values: Sequence[Any]) -> str:
    """Return a list as people read it: 1, 2, 3."""
    return ", ".join(str(value) for value in values)
