"""The backend believes that its user sees a GUI: its instructions become what imgfree does, the content stays."""

import re
from collections.abc import Callable

EXPORTS = "imgfree exports it (the `export` step or `imgfree make`)"
EXPORTS_ZH = "imgfree 会导出（`export` 步骤或 `imgfree make`）"
ASK = "an `instruct` step or `imgfree chat`"
ASK_ZH = "`instruct` 步骤或 `imgfree chat`"
STATUS = "imgfree reads the state (`imgfree status`)"
STATUS_ZH = "imgfree 会读取状态（`imgfree status`）"
PREVIEW = "`imgfree status` shows the timeline"
PREVIEW_ZH = "`imgfree status` 会显示时间线"
CREDITS = "`imgfree credits` shows the balance"
CREDITS_ZH = "`imgfree credits` 会显示余额"
UPLOAD = "give imgfree the files (the `upload` step or `imgfree make`)"
UPLOAD_ZH = "把文件交给 imgfree（`upload` 步骤或 `imgfree make`）"
LINK = "follow the link"

_CLOSERS = "”’\"'」』》】）)*_"
_BOUNDARY = re.compile(rf"\n+|[.!?]+[{_CLOSERS}]*\s+|[。！？；]+[{_CLOSERS}]*")
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ("『", "』"))
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》')
_GUI_VERB = re.compile(r"\b(click|open|drag|preview|tap|press|check|export)\w*\s+\S|点击|打开|拖拽|拖动|拖放|预览|导出[^”」』》]", re.IGNORECASE)
_MASK = "\ue000"


def sentences(text: str) -> list[str]:
    """Return `text` cut after every sentence and line; joined again they are `text`. A quotation is never cut."""
    pieces, start = [], 0
    for found in _BOUNDARY.finditer(text):
        piece = text[start : found.end()]
        if "\n" in found[0] or not _quote_open(piece):
            pieces.append(piece)
            start = found.end()
    return [*pieces, text[start:]] if start < len(text) or not pieces else pieces


def _quote_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or any(text.count(left) > text.count(right) for left, right in _PAIRS)


def gui_words(text: str) -> str:
    """Return `text` with instructions to use a GUI replaced by what imgfree does, or by the command that does it."""
    return "".join(_sentence(piece) for piece in sentences(text))


def _sentence(text: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if not _GUI_VERB.search(found[0][1:-1]):
            return found[0]
        kept.append(found[0])
        return f"{_MASK}{len(kept) - 1}{_MASK}"

    masked = _QUOTED.sub(keep, text)
    for pattern, replacement in _RULES:
        masked = pattern.sub(replacement, masked)
    if masked[:1].islower() and not text[:1].islower():
        masked = masked if masked.startswith("imgfree") else masked[0].upper() + masked[1:]
    return re.sub(f"{_MASK}(\\d+){_MASK}", lambda found: kept[int(found[1])], masked)


# The pieces of the English rules. An instruction starts a clause; "the door opens" and "a click sound" do not.
_START = (
    r"(?:(?<![^\s,;:.!?(*_•>-])(?:(?:(?:you(?:'ll|’ll| will| would)? (?:can|could|may|might|should|must|need to|have to|want to)"
    r"|just|simply|please|now|then|also|directly|next|all you need to do is|feel free to|go ahead and|try to|to)\s+)+)|"
    r"(?:^|(?<=[,;:.!?(•>*_-])|(?<=[,;:.!?(•>*_-]\s)|(?<=\band\s)|(?<=\bor\s)|(?<=\bthen\s)|(?<=^\d\.\s)|(?<=\bby\s))\s*)"
)
_PRESS = r"(?:(?:double|right|left)[- ])?(?:click(?:ing)?|tap(?:ping)?|press(?:ing)?|hit(?:ting)?|push)(?:\s+on)?"
_M = r"[*_`]{0,3}"
_NAME = rf"{_M}(?P<name>[\"“「『][^\"”」』]+[\"”」』]|(?:[\w&+/-]+ ){{0,4}}?[\w&+/-]+){_M}"
_CONTROL = r"(?:button|icon|tab|option|menu item|menu|tool|toggle|checkbox|control|entry)"
_WHERE = (
    r"(?:\s+(?:located\s+)?(?:in|at|on|from|to)\s+the\s+(?:top|bottom|upper|lower|left|right|main|far)"
    r"[\w -]*?(?:corner|side|left|right|bar|panel|menu|top|bottom|toolbar)?(?:\s+of\s+(?:the|your)\s+(?:screen|editor|page|window|interface|app|timeline))?"
    r"|\s+(?:in|on|from)\s+the\s+(?:toolbar|menu|sidebar|editor|interface|screen|page|panel|window|navigation bar))?(?=$|[\s,;:.!?)*_])"
)
_PANEL = r"(?:panel|tab|menu|sidebar|drawer|settings|editor|timeline|inspector|properties|window|dialog|toolbar|workspace|dashboard|media library|asset library|page)"
_THING = r"(?P<thing>(?:the|your|it|this|that|these|those|any|a|an|each|them)\b[\w \"“”'’.-]*?|[\w-]+)"
_SHOW = r"(?:preview|watch|view|see|review|check)"


def _ask(found: re.Match[str]) -> str:
    name = found["name"].strip('"“”「」『』 ')
    return f"{_lead(found)}ask imgfree for “{name}” ({ASK})"


def _ask_zh(found: re.Match[str]) -> str:
    name = found["name"].strip('"“”「」『』【】 ')
    return f"用一句话让 imgfree 执行“{name}”（{ASK_ZH}）"


def _move(found: re.Match[str]) -> str:
    return f"{_lead(found)}ask imgfree to move {found['thing'].strip()} {found['to']} {found['place'].strip()} ({ASK})"


def _lead(found: re.Match[str]) -> str:
    """Return the white space before the instruction, which is no part of it."""
    return found[0][: len(found[0]) - len(found[0].lstrip())]


def _say(words: str) -> Callable[[re.Match[str]], str]:
    return lambda found: _lead(found) + words


def _english(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_QUOTE_ZH = r"[“\"「『【《]?"
_UNQUOTE_ZH = r"[”\"」』】》]?"
_PLEASE_ZH = r"(?:(?:请|您|你|可以|可|现在|直接|只需|只要|然后|再|接着|就能|即可)*)"
_WHERE_ZH = r"(?:(?:界面|页面|屏幕|编辑器)?(?:的)?(?:右|左)?(?:上|下|侧|边)(?:角|方|面)?(?:边)?的?)?"
_PANEL_ZH = r"(?:面板|菜单|设置|选项卡|标签页?|侧边栏|编辑器|时间线|时间轴|窗口|素材库|媒体库|工具栏|界面|页面|对话框)"
_TARGET_ZH = r"(?P<to>到|至|进|入)(?P<place>[^，。；！？,.;!?\n]*)"

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        _english(
            rf"{_START}(?:{_PRESS}|use|using|select|choose|find|go to)\s+(?:the\s+|your\s+)?{_M}[\"“]?(?:export|download)[\"”]?{_M}"
            rf"(?:\s+(?:video\s+)?{_CONTROL})?{_M}{_WHERE}"
        ),
        _say(EXPORTS),
    ),
    (_english(rf"{_START}export\s+(?:it|your video|the video|the clip)\s+(?:now|here|from the (?:editor|toolbar|menu)){_WHERE}"), _say(EXPORTS)),
    (_english(rf"\b(?:the\s+)?{_M}[\"“]?export[\"”]?{_M}\s+button{_M}{_WHERE}"), _say("the `export` step")),
    (_english(rf"{_START}{_PRESS}\s+(?:the|this|that)\s+(?:[\w-]+ )?link(?=\W|$)"), _say(LINK)),
    (_english(rf"{_START}{_PRESS}\s+(?:the\s+)?{_M}[\"“]?upload[\"”]?{_M}(?:\s+{_CONTROL})?{_M}{_WHERE}"), _say(UPLOAD)),
    (_english(rf"{_START}{_PRESS}\s+(?:the\s+|your\s+)?{_NAME}\s+{_CONTROL}{_WHERE}"), _ask),
    (_english(rf"{_START}{_PRESS}\s+(?:the\s+)?{_M}(?P<name>[\"“「『][^\"”」』]+[\"”」』]){_M}{_WHERE}"), _ask),
    (_english(rf"{_START}{_PRESS}\s+(?:the\s+)?[*_`]{{1,3}}(?P<name>[^*_`\n]+)[*_`]{{1,3}}{_WHERE}"), _ask),
    (_english(rf"{_START}click(?:ing)?(?:\s+on)?\s+(?:the\s+)?(?P<name>here|play|save|apply|generate|confirm|ok|next|done|edit|add|(?:[\w-]+ )?(?:clip|track|segment|timeline|image|photo|title|text)){_WHERE}"), _ask),
    (
        _english(rf"{_START}drag(?:ging)?(?:\s*(?:and|&|/)\s*drop(?:ping)?)?\s+(?P<thing>your|the|any|more)?\s*(?:own\s+)?(?:\w+\s+)?(?:photos?|images?|files?|videos?|pictures?|media|assets?)\s+(?:here|(?:in)?to\s+the\s+(?:upload|chat|drop)[\w -]*?)(?=$|[,;:.!?)])"),
        _say(UPLOAD),
    ),
    (_english(rf"{_START}drag(?:ging)?(?:\s*(?:and|&|/)\s*drop(?:ping)?)?\s+{_THING}\s+(?P<to>(?:in|on)?to|over|onto|before|after|between)\s+(?P<place>[^,;:.!?\n()]+)"), _move),
    (_english(rf"{_START}(?:drag(?:\s*(?:and|&|/)\s*drop)|drag)\s+(?P<name>(?:the|your|its|any)\s+[\w -]+?)(?=$|[,;:.!?()])"), _ask),
    (
        _english(rf"{_START}{_SHOW}\s+(?:(?:it|them|this|that|the (?:\w+ )?(?:result|video|clip|changes?|edit)|your (?:\w+ )?(?:video|clip|changes?|edit|result))\s+)?(?:in|on)\s+(?:the|your)\s+timeline(?:\s+(?:panel|view|editor))?"),
        _say(PREVIEW),
    ),
    (_english(r"\b(?:a\s+)?preview\s+in\s+(?:the\s+|your\s+)?timeline(?:\s+(?:panel|view))?"), _say(PREVIEW)),
    (
        _english(rf"{_START}(?:check|visit|go to|open|see|view|review)\s+(?:your\s+|the\s+)?(?:account|billing)(?:\s*(?:/|or|and|&)\s*(?:your\s+)?(?:account|billing))?(?:\s+(?:page|settings|balance|section|details|tab|dashboard|credits?))?(?=$|[\s,;:.!?)])"),
        _say(CREDITS),
    ),
    (_english(rf"{_START}(?:open(?:ing)?|expand|go to|switch to)\s+(?:up\s+)?(?:the|your)\s+{_M}[\"“]?(?:[\w&/-]+ ){{0,3}}?[\"”]?{_M}{_PANEL}{_M}{_WHERE}"), _say(STATUS)),
    (re.compile(rf"{_PLEASE_ZH}(?:点击|点按|点选|单击|按下|使用){_WHERE_ZH}{_QUOTE_ZH}(?:导出|下载){_UNQUOTE_ZH}(?:视频)?(?:按钮|图标|选项)?"), _say(EXPORTS_ZH)),
    (re.compile(rf"{_QUOTE_ZH}导出{_UNQUOTE_ZH}(?:按钮|图标)"), _say("`export` 步骤")),
    (re.compile(r"(?:请|(?:您|你)?(?:现在)?(?:就)?可以(?:直接)?)导出(?=$|[，。；！？,.;!?了吧您你该此这视成影])"), _say("imgfree 会（用 `export` 步骤）导出")),
    (re.compile(rf"{_PLEASE_ZH}(?:点击|单击){_WHERE_ZH}{_QUOTE_ZH}上传{_UNQUOTE_ZH}(?:按钮|图标)?"), _say(UPLOAD_ZH)),
    (re.compile(rf"{_PLEASE_ZH}(?:点击|点按|点选|单击|双击){_WHERE_ZH}(?P<name>[“\"「『【][^”\"」』】]+[”\"」』】])(?:按钮|图标|选项|标签)?"), _ask_zh),
    (re.compile(rf"{_PLEASE_ZH}(?:点击|点按|点选|单击|双击){_WHERE_ZH}(?P<name>[^，。；！？,.;!?\n（(]{{1,12}}?)(?:按钮|图标|选项|标签|(?=$|[，。；！？,.;!?\n（(]))"), _ask_zh),
    (re.compile(rf"{_PLEASE_ZH}(?:把|将)?(?:拖拽|拖动|拖放|拖曳)(?P<thing>[^，。；！？,.;!?\n到至进入]{{0,16}}){_TARGET_ZH}"), lambda f: f"让 imgfree 把{f['thing'] or '它'}移{f['to']}{f['place']}（{ASK_ZH}）"),
    (re.compile(rf"{_PLEASE_ZH}(?:把|将)(?P<thing>[^，。；！？,.;!?\n]{{1,16}}?)(?:拖拽|拖动|拖放|拖曳|拖){_TARGET_ZH}"), lambda f: f"让 imgfree 把{f['thing']}移{f['to']}{f['place']}（{ASK_ZH}）"),
    (re.compile(rf"{_PLEASE_ZH}(?:拖拽|拖动|拖放|拖曳)(?P<name>[^，。；！？,.;!?\n]{{1,16}})"), lambda f: f"用一句话让 imgfree 移动{f['name']}（{ASK_ZH}）"),
    (re.compile(rf"{_PLEASE_ZH}(?:在)?时间[线轴](?:面板)?[上中里]?(?:进行|查看|直接)?预览(?:效果|视频|结果)?"), _say(PREVIEW_ZH)),
    (re.compile(rf"{_PLEASE_ZH}预览时间[线轴]"), _say(PREVIEW_ZH)),
    (re.compile(rf"{_PLEASE_ZH}(?:检查|查看|打开|前往)(?:您的|你的)?(?:账户|账号|帐户|帐号|账单)(?:(?:/|和|或|与)?(?:账户|账号|账单))?(?:的)?(?:余额|页面|设置|中心)?"), _say(CREDITS_ZH)),
    (re.compile(rf"{_PLEASE_ZH}打开{_WHERE_ZH}{_QUOTE_ZH}[^，。；！？,.;!?\n”」』】]{{0,8}}?{_UNQUOTE_ZH}{_PANEL_ZH}"), _say(STATUS_ZH)),
)
