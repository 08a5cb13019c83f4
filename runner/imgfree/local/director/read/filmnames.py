"""What the film's own file is to be called: "save it as beach-day", 文件名存成 周五, with or without quotes."""

import re
from collections.abc import Iterator, Sequence

from imgfree.local.director.lexicon import lexicon
from imgfree.local.director.lexicon.forms import atoms

Span = tuple[int, int]

_SAYS = re.compile(
    r"\b(?:(?P<sure>(?:call|name) (?:the |this |that )?(?:file|output))|file ?name)"
    r"(?P<is> should be| to be| is| as|:)? +"
)
_AS = re.compile(r"\b(?:save|export|download|store)d?(?: it| this| that| the \w+)? (?=as +)")
_CALLED = re.compile(r"\b(?:save|export|download)\b[^.;!?\n]{0,24}[,&] *(?=call (?:it|this) +)")
_SAYS_ZH = re.compile(
    r"(?:文件|档案|档)(?:名字|名称|名)?(?:就|要)?(?:存成|存为|保存为|命名为|叫做|叫|改成|是|为|用|写|:)[: ]*"
)
_AS_ZH = re.compile(r"(?:存成|保存成|保存为|另存为|存为)(?=[: ]*)")
_CALLED_ZH = re.compile(r"(?:导出|输出|保存)[^,.;!?\n]{0,12}?(?=(?:名字|名)叫)")
_OPENS = re.compile(r"(?:名字|名)叫[: ]*|as +|call (?:it|this) +|[: ]+")
_ENDS = re.compile(r"[,;!?\n，。；！？]|\.(?=\s|$)| (?:and|then|please|pls|but|thx|thanks)(?= |$)|$")
_ENDING = re.compile(r"\.(?:mp4|mov|webm|gif)$")
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_SURE = re.compile(r"[\w\u3400-\u9fff]+(?:[-_][\w\u3400-\u9fff]+)+|.*\.(?:mp4|mov|webm|gif)")
_LONGEST, _MOST_WORDS = 80, 6
_QUOTES = "\"'“”‘’「」『』《》"
_ARTICLES = ("a ", "an ", "the ", "my ", "one ")


def film_names(folded: str) -> Iterator[tuple[Span, Span]]:
    """Yield where a name for the film's file is announced, with its announcement, and where the name itself is."""
    for pattern in (_SAYS, _CALLED, _AS, _SAYS_ZH, _CALLED_ZH, _AS_ZH):
        for match in pattern.finditer(folded):
            start = match.start() if pattern in (_SAYS, _SAYS_ZH) else match.end()
            opened = None if pattern in (_SAYS, _SAYS_ZH) else _OPENS.match(folded, match.end())
            begin = opened.end() if opened else match.end()
            end = _end(folded, begin)
            name = folded[begin:end].strip(_QUOTES + " ")
            certain = pattern in (_SAYS_ZH, _CALLED_ZH, _CALLED) or (pattern is _SAYS and any(match.groups()))
            if name and _is_name(name, certain=certain):
                yield (start, end), (begin, end)
                return


def _end(folded: str, begin: int) -> int:
    """Return where a name ends: at its closing quote, or at the next stop or joining word."""
    opening = folded[begin : begin + 1]
    if opening and opening in _QUOTES:
        closing = next((at for at in range(begin + 1, len(folded)) if folded[at] in _QUOTES), -1)
        if closing > 0:
            return closing + 1
    found = _ENDS.search(folded, begin)
    end = found.start() if found else len(folded)
    while end > begin and folded[end - 1] in " .":
        end -= 1
    return end


def _is_name(name: str, *, certain: bool) -> bool:
    """Return whether these words can be a file's name: sure ones, or few that say nothing of a file themselves."""
    if _SURE.fullmatch(name):
        return True
    words = atoms(name)
    if len(name) > _LONGEST or len(name.split()) > _MOST_WORDS or (not certain and name.startswith(_ARTICLES)):
        return False
    return certain or not (name.rstrip("pk").isdigit() or any(_tells(words[at:]) for at in range(len(words))))


def _tells(words: Sequence[str]) -> bool:
    """Return whether the words begin with one that says what kind of file or how large it is."""
    forms = (form for book in (lexicon("en"), lexicon("zh")) for form in book.beginning(words[0]))
    said = (form for form in forms if form.parts == tuple(words[: len(form.parts)]))
    return any(sense.type in ("format", "quality", "refuse", "noun") for form in said for sense in form.senses)


def stem(said: str) -> str:
    """Return a name as a file may have it on any system: no folder, no ending of a film; empty for none."""
    name = _UNFIT.sub("-", _ENDING.sub("", said.strip(_QUOTES + " \t")))
    return " ".join(name.split())[:_LONGEST].strip(" .-")
