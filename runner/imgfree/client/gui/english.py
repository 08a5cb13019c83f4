"""English GUI instructions and what imgfree has instead, most particular first."""

import re
from collections.abc import Callable

from imgfree.client.gui import MASK, Rule

EXPORTS = "imgfree exports it (the `export` step or `imgfree make`)"
STATUS = "imgfree reads the state (`imgfree status`)"
PREVIEW = "`imgfree status` shows the timeline"
CREDITS = "`imgfree credits` shows the balance"
UPLOAD = "give imgfree the files (the `upload` step or `imgfree make`)"
LINK = "follow the link"
ASK = "an `instruct` step or `imgfree chat`"

# An instruction starts a clause: "click the button" and "you can click the button", but not "a click sound".
_POLITE = (
    r"(?:you(?:[’']ll|[’']d| will| would)?(?: (?:can|could|may|might|should|must|need to|have to|want to))?|just|simply"
    r"|please|now|then|also|directly|next|first|finally|feel free to|go ahead and|try to|all you need to do is)\s+"
)
_CLAUSE = (
    r"(?:^|(?<=[,;:.!?(•>*_\-–—])|(?<=[,;:.!?(•>*_\-–—]\s)|(?<=\band\s)|(?<=\bor\s)|(?<=\bthen\s)|(?<=\bto\s)"
    r"|(?<=\bby\s)|(?<=\bso\s)|(?<=\bbut\s)|(?<=\bready\s)|(?<=^\d[.)]\s))"
)
_START = rf"(?:\b{_POLITE}(?:{_POLITE}){{0,3}}|{_CLAUSE}\s{{0,3}})"
_FOR_IT = rf"(?:(?:{_START})(?:to\s+)?|(?<!\w)to\s+)"  # where the answer is a statement, a leading `to` goes too
_PRESS = (
    r"(?:(?:double|right|left)[- ])?(?:click(?:ing)?|tap(?:ping)?|press(?:ing)?|hit(?:ting)?|push(?:ing)?)(?:\s+on)?"
)
_PICK = rf"(?:{_PRESS}|us(?:e|ing)|select(?:ing)?|choos(?:e|ing)|find|look for|go to|head to)"
_M = r"[*_`]{0,3}"
_AROUND = " *_`\"“”‘’'[]【】［］"
_ANY_QUOTE = r"[\"“”‘’'\[\]【】［］]"
_QUOTED = rf"(?:\[[^\[\]\n]+\]|【[^【】\n]+】|[\"“][^\"”]+[\"”]|[‘'][^’'\n]+[’'](?!\w)|{MASK}\d+{MASK})"
_CONTROL = r"(?:button|icon|tab|option|menu item|menu|tool|toggle|checkbox|control|entry)s?"
_PLACE = r"(?:toolbar|menu|sidebar|side|corner|bar|editor|interface|screen|page|panel|window|top|bottom|left|right)"
_WHERE = (
    rf"(?:\s+(?:located\s+)?(?:in|at|on|from|near|to)\s+the\s+(?:(?!and\b|to\b|or\b)[\w-]+\s+){{0,3}}?{_PLACE}"
    rf"(?:[\s-]+{_PLACE}\b)*(?:\s+of\s+(?:the|your)\s+[\w-]+)?|\s+(?:below|above)\b)?"
)
_CLOSE = r"(?=\s*(?:$|[,.;:!?)*_→>]|(?:below|above)\b|(?:to|and|or|when|if|in|at|on|once|now|for|then|after|again)\b))"
_PANEL = (
    r"(?:panel|tab|menu|sidebar|drawer|settings|editor|timeline|inspector|properties|window|dialog|toolbar"
    r"|workspace|dashboard|library|view)\b"
)
_THING = (
    r"(?P<thing>(?:the|your|it|this|that|these|those|them|any|each|a|an)\b"
    r"(?:\s+(?!to\b|into\b|onto\b)[^\s,;:.!?()]+){0,6}?)"
)
_DRAG = r"drag(?:ging)?(?:\s*(?:and|&|/|-)\s*drop(?:ping)?)?"
_MEDIA = r"(?:photos?|images?|files?|videos?|pictures?|clips?|media|assets?)"
_RESULT = r"(?:it|them|this|that|(?:the|your)\s+(?:\w+\s+)?(?:results?|videos?|clips?|changes?|edits?))"
_ACCOUNT = r"(?:account|billing|subscription)"
_ACCOUNT_PAGE = r"(?:page|settings|balance|section|details|tab|dashboard|credits?|status|info(?:rmation)?)"


def _lead(found: re.Match[str]) -> str:
    """Return the white space before the instruction, which is no part of it."""
    return found[0][: len(found[0]) - len(found[0].lstrip())]


def _say(words: str) -> Callable[[re.Match[str]], str]:
    return lambda found: _lead(found) + words


def _ask(found: re.Match[str]) -> str:
    name = found["name"].strip(_AROUND)
    return f"{_lead(found)}ask imgfree for “{name}” ({ASK})"


def _move(found: re.Match[str]) -> str:
    return f"{_lead(found)}ask imgfree to move {found['thing'].strip()} {found['to']} {found['place'].strip()} ({ASK})"


def _rule(pattern: str, act: Callable[[re.Match[str]], str]) -> Rule:
    return f"(?i){pattern}", act


_EXPORT = rf"{_M}{_ANY_QUOTE}?(?:export|download)(?:\s+(?:video|mp4))?{_ANY_QUOTE}?{_M}"
# What the click would have been for; the deed itself says it.
_REST = r"(?:\s+(?!and\b|or\b)[^\s,;:.!?]+){0,6}"
_PURPOSE = r"\s+(?:(?:in order )?to|and)\s+"
_SETTINGS = r"(?:\s*(?:→|>|,|,?\s*(?:and|then|and then))\s*(?:select|choose|pick)\s+[^.;!?\n]{1,60})?"
_SO = rf"(?:{_PURPOSE}(?:download|save|get|finish|receive|render|export|obtain|keep)\b{_REST})?{_SETTINGS}"
_TO_SEE = (
    rf"(?:{_PURPOSE}(?:see|view|check|find|review|look|watch|inspect"
    rf"|adjust|change|edit|set|add|tweak|fine-tune|modify|access)\b{_REST})?"
)
_IN_SETTINGS = r"(?:\s+(?:in|on|under)\s+(?:the|your)\s+[\w-]+(?:\s+(?:page|settings|menu|tab))?)?"
_ABOUT = r"(?:\s+(?:for|to|and)\s+(?!click|export)[^\s,;:.!?]+(?:\s+(?!and\b|or\b)[^\s,;:.!?]+){0,5})?"
_TO_EXPORT = r"(?:(?<!\w)to (?:export|download|save|finish)(?: \w+){0,3},\s+)?"

# Where none of these begins a word no rule finds anything.
NEEDED = re.compile(
    r"(?<![a-z])(?:click|tap|press|hit|push|drag|upload|export|download|open|expand|go to|switch to|preview|watch|view"
    r"|see|review|check|visit|imgfree|button|icon|tab|toggle|menu item)",
    re.IGNORECASE,
)

RULES: tuple[Rule, ...] = (
    # export
    _rule(rf"^\s*(?:the\s+)?{_EXPORT}(?:\s+button)?{_M}\s*(?=[.!]?\s*$)", _say(EXPORTS)),
    _rule(
        rf"{_TO_EXPORT}{_FOR_IT}{_PICK}\s+(?:the\s+|your\s+)?{_EXPORT}\s+{_CONTROL}\b{_M}{_WHERE}{_SO}", _say(EXPORTS)
    ),
    _rule(rf"{_TO_EXPORT}{_FOR_IT}{_PRESS}\s+(?:the\s+)?{_EXPORT}{_CLOSE}{_WHERE}{_SO}", _say(EXPORTS)),
    _rule(rf"{_FOR_IT}(?:select|choose)\s+(?:the\s+)?{_EXPORT}(?=\s+(?:in|from|at)\s+the){_WHERE}{_SO}", _say(EXPORTS)),
    _rule(rf"{_FOR_IT}(?:open|go to|head(?: over)? to)\s+the\s+{_EXPORT}\s+{_PANEL}{_WHERE}{_SO}", _say(EXPORTS)),
    _rule(rf"\bthe\s+{_EXPORT}\s+button{_M}\s+is(?:\s+located)?(?=\s+(?:in|at|on)\s+the){_WHERE}", _say(EXPORTS)),
    _rule(
        rf"(?<!\w)(?:the\s+)?{_M}{_ANY_QUOTE}?export{_ANY_QUOTE}?{_M}\s+button{_M}{_WHERE}", _say("the `export` step")
    ),
    # preview, account
    _rule(
        rf"{_FOR_IT}(?:preview|watch|view|see|review|check)\s+(?:{_RESULT}\s+)?(?:in|on)\s+(?:the|your)\s+"
        r"(?:timeline|preview)(?:\s+(?:panel|view|editor|window))?",
        _say(PREVIEW),
    ),
    _rule(
        rf"(?:{_FOR_IT}use\s+(?:the\s+)?|\b(?:a\s+)?)preview\s+in\s+(?:the\s+|your\s+)?timeline(?:\s+(?:panel|view))?{_TO_SEE}",
        _say(PREVIEW),
    ),
    _rule(rf"{_FOR_IT}open\s+(?:\[[^\]\n]+\]|【[^】\n]+】)(?:\s+{_PANEL})?{_WHERE}{_TO_SEE}", _say(STATUS)),
    _rule(
        rf"{_FOR_IT}{_PRESS}\s+(?:the\s+)?{_ANY_QUOTE}?(?:play|preview){_ANY_QUOTE}?(?:\s+button)?{_CLOSE}",
        _say(PREVIEW),
    ),
    _rule(
        rf"{_FOR_IT}(?:check|visit|go to|open|see|view|review)\s+(?:your\s+|the\s+)?{_ACCOUNT}"
        rf"(?:\s*(?:/|or|and|&)\s*(?:your\s+)?{_ACCOUNT})?(?:\s+{_ACCOUNT_PAGE})?(?=$|[\s,;:.!?)]){_IN_SETTINGS}{_ABOUT}",
        _say(CREDITS),
    ),
    # upload, links
    _rule(
        rf"{_START}{_PRESS}\s+(?:the\s+)?{_M}{_ANY_QUOTE}?upload{_ANY_QUOTE}?{_M}(?:\s+{_CONTROL})?{_CLOSE}{_WHERE}",
        _say(UPLOAD),
    ),
    _rule(
        rf"{_START}{_DRAG}\s+(?:(?:your|the|any|more|some)\s+)?(?:own\s+)?(?:\w+\s+)?{_MEDIA}\s+"
        r"(?:here|(?:in)?to\s+the\s+(?:upload|chat|drop)[\w -]*?)(?=$|[,;:.!?)])",
        _say(UPLOAD),
    ),
    _rule(rf"{_START}{_PRESS}\s+(?:the|this|that)\s+(?:[\w-]+\s+)?link(?=\W|$)", _say(LINK)),
    _rule(rf"{_START}click(?:ing)?\s+here\b(?=.*https?://)", _say(LINK)),
    # any other control
    _rule(
        rf"{_START}{_PICK}\s+(?:the\s+|your\s+)?(?P<name>{_M}(?:{_QUOTED}|(?:[\w&+/-]+\s+){{0,4}}?[\w&+/-]+){_M})\s+"
        rf"(?:button|icon|tab|toggle|checkbox|menu item){_WHERE}",
        _ask,
    ),
    _rule(
        rf"{_START}{_PRESS}\s+(?:the\s+)?(?P<name>{_M}{_QUOTED}{_M}|[*_`]{{1,3}}[^*_`\n]+[*_`]{{1,3}}){_WHERE}", _ask
    ),
    _rule(
        rf"{_START}click(?:ing)?(?:\s+on)?\s+(?:the\s+|your\s+|any\s+)?(?P<name>here|save|apply|generate|confirm|ok|next|done|edit|add"
        rf"|(?:[\w-]+\s+)?(?:clip|track|segment|timeline|image|photo|title|text|layer)s?)\b{_WHERE}",
        _ask,
    ),
    # moving things, panels
    _rule(
        rf"{_START}{_DRAG}\s+{_THING}\s+(?P<to>(?:in|on)?to|over|before|after|between)\s+(?P<place>[^,;:.!?\n()]+)",
        _move,
    ),
    _rule(rf"{_START}{_DRAG}\s+(?P<name>(?:the|your|its)\s+[\w -]+?)(?=$|[,;:.!?()])", _ask),
    _rule(
        rf"{_FOR_IT}(?:open(?:ing)?|expand|go to|switch to)\s+(?:up\s+)?(?:the|your)\s+"
        rf"{_M}{_ANY_QUOTE}?(?:(?!and\b|or\b|to\b|with\b|for\b|on\b)[\w&/-]+{_ANY_QUOTE}?{_M}\s+){{0,3}}{_PANEL}{_ANY_QUOTE}?{_M}{_WHERE}{_TO_SEE}",
        _say(STATUS),
    ),
    # "by clicking …" has become "by ask …"
    _rule(r"\bby ask imgfree\b", lambda _: "by asking imgfree"),
    _rule(r"\bby give imgfree\b", lambda _: "by giving imgfree"),
    _rule(r"\bby imgfree exports it \((.*?)\)", lambda found: f"with {found[1]}"),
    _rule(r"\bby imgfree reads the state \((.*?)\)", lambda found: f"with {found[1]}"),
    _rule(r"\bby (`imgfree \w+`) shows the \w+", lambda found: f"with {found[1]}"),
)
