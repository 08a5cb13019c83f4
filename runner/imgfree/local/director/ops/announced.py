"""Unquoted words that a noun and a colon announce, up to the end of their sentence; addresses, which need no noun."""

import re
from collections.abc import Callable, Iterator

from imgfree.local.director.ops.wordings import END_EN, GOES_ON_EN, PUT, TEXT_EN, TITLE_EN
from imgfree.local.director.rule import Heard
from imgfree.local.director.sentence import TAKEN, Sentence, pattern

Span = tuple[int, int]
Write = Callable[[str, str, Span, str], Heard]  # text, role, where it stands, the words that announce it

# "Hook text at 0:00: 90 Days Later", "a banner at the bottom saying 20% Off", "the tagline is Brewed by hand".
_HEAD = (
    rf"(?<![a-z])(?:{PUT} )?(?:(?P<end>{END_EN})|(?P<title>{TITLE_EN})|(?P<text>{TEXT_EN}))"
    r"(?P<mid>,? (?:at|in|on|for|over|from|during|near|across|along|under|of|to|with|each|every|per|right|that|which)"
    r" (?:[^.;:!?\n\ue001]|(?<=\d):(?=\d\d)|\.(?=\d)){1,44}?)?"
    r"(?P<says> ?:(?!\d\d) ?| (?:that )?(?:says?|saying|reads?|reading|stating|states)(?: ?:)? | is )"
)
_ENDS = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\b[A-Z])[.](?=\s|$)|[;!?](?=\s|$)"
    r"|[\ue001\ue002;\n]|,(?=\s*(?:\d[\d.]* ?(?:s|secs?|seconds?|mins?|minutes?|p|fps|x|%)\b|\d+:\d+"
    r"|[A-Z][\w' -]{0,24}:))|\s[–—-]\s(?![A-Z\d])"
)
# After a comma these words go on to another wish; any others belong to the text: "Fresh bread, every morning".
_OTHER_WISH = re.compile(
    r",\s*(?=[^,.;!?]*?\b(?:add|export|use|make|music|song|fade|fades|captions?|logo|format|style|transitions?|slow"
    r"|fast|vertical|square|instagram|tiktok|youtube|linkedin|cross\w+|warm|cool|soft|keep|set|put|show|zoom|ken burns"
    r"|output|upbeat|calm|portrait|landscape|horizontal|widescreen|pan|font|text|titles?|white|black|bold|yellow|red"
    r"|gold|large|big|small|top|bottom|cent(?:er|re|ered)|middle|corner|cinematic|look|loop|mp4|seconds?|reel|grade"
    r"|colou?rs?|subtitles|cuts?|dissolves?|wipes?|upper|lower|serif|volume|photos?|each|second)\b)",
    re.IGNORECASE,
)
_STYLES = re.compile(
    r"(?:(?:bold|white|black|large|small|big|elegant|serif|sans|font|centered|top|bottom|yes|no|none|off|red|gold"
    r"|yellow|simple|minimal|modern|clean|in|the|a|at|and|style|middle|center|animated|bigger|smaller) ?)+$"
)


def announced(sentence: Sentence, write: Write) -> Iterator[Heard]:
    """Yield the words after "title at the start:", one text, or one for each photo where each is to have its own."""
    if sentence.chinese:
        return
    for match in sentence.search(_HEAD):
        role = next(name for name in ("end", "title", "text") if match.group(name))
        start = match.end() + len(re.match(r"\s*", sentence.raw[match.end() :]).group())  # type: ignore[union-attr]
        end = _end(sentence, start)
        text = sentence.raw[start:end].strip(" \"'“”,")
        if not text or _STYLES.match(text.lower()) or not _begins(match, text):
            continue
        head = sentence.folded[match.start() : match.end()]
        own = re.split(r" ?, (?:and )?| / | \| ", text)
        if len(own) > 1 and re.search(r"(?<![a-z])(?:each|every|per|photos?|pictures?)(?![a-z])|labels|captions", head):
            sentence.take(match.start(), end)
            yield from _one_each(own, (match.start(), end), write)
            continue
        if re.search(r"(?<![a-z])(?:captions|subtitles)", head):
            continue
        span = (match.start(role), end)
        sentence.take(*span)
        heard = write(text, role, span, head.rstrip(" :"))
        for span in heard.spans:
            sentence.take(*span)
        yield heard


def _begins(match: re.Match[str], text: str) -> bool:
    """Return whether the words can be a text: after a colon nearly all, after "is" and "saying" what looks like one."""
    if re.match(r"(?:of )?(?:photo|picture|image)s?$|\d+ ?(?:s|sec|seconds)?$", text.lower()):
        return False
    if ":" in match.group("says"):
        return not match.group("mid") or match.group("mid").count(",") < 2
    if match.group("says") == " is ":
        return not match.group("mid") and text[0].isupper()
    return text[0].isupper() or text[0].isdigit() or text[0] in "@#$€£"


def _end(sentence: Sentence, start: int) -> int:
    """Return where the words end: at a stop, or where the sentence goes on to another wish."""
    stop = _ENDS.search(sentence.raw, start)
    end = stop.start() if stop else len(sentence.raw)
    other = _OTHER_WISH.search(sentence.raw, start, end)
    end = other.start() if other else end
    taken = [place for place in (sentence.left.find(mark, start, end) for mark in (TAKEN, "\ue001")) if place >= 0]
    end = min([end, *taken])
    goes_on = pattern(f"(?<!^)(?<!,){GOES_ON_EN}").search(sentence.folded, start + 1, end)
    end = goes_on.start() if goes_on else end
    return end + 1 if sentence.raw[end : end + 1] in ("!", "?") and end else end


def _one_each(own: list[str], span: Span, write: Write) -> Iterator[Heard]:
    for number, text in enumerate(own, 1):
        where = span if number == 1 else (span[0] + number, span[0] + number + 1)
        yield write(text, f"photo:{number}", where, "")


_ADDRESS = (
    r"(?:(?:put|add|show|write|display|include|with|and|finish(?: it)?(?: off)? with|end(?: it)? with|close with|a"
    r"|the|my|our|link|url|to|site"
    r"|website|web|address|email|handle|at|is)[ :]+)*(?P<bare>(?:https?://|www\.)[^\s,;，。；]+[^\s,.;!?，。；]"
    r"|[\w.+-]+@[\w-]+\.[a-z]{2,}"
    r"|(?<![\w@.])[a-z\d-]{3,}\.(?:com|org|net|shop|store|cn|co\.uk)(?![\w.]))"
)


def addresses(sentence: Sentence, write: Write) -> Iterator[Heard]:
    """A web or mail address without quotes is meant to be read: "finish with www.oakandrye.com"."""
    for match in sentence.search(_ADDRESS):
        if re.search(
            r"(?<![a-z])(?:from|upload|download|fetch|post|to my) [^,.;]{0,12}$", sentence.before(match.start("bare"))
        ):
            continue
        role = "end" if re.match(r"(?:finish|end|close)", match.group()) else "text"
        inside = match.group()[: match.start("bare") - match.start()]
        heard = write(sentence.raw[slice(*match.span("bare"))], role, match.span(), inside)
        for span in heard.spans:
            sentence.take(*span)
        yield heard
