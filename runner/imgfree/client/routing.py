"""What a sentence asks for: the agent's work, or something that imgfree does without the agent.

A keyword alone does not decide: "add a title that says Download now" is an edit. In each clause the first verb decides,
quotations do not count, and one clause that asks for an edit makes the whole sentence one.
"""

import re
import shlex
from typing import Literal

from imgfree import wire

Route = Literal["export", "credits", "status", "upload", "edit"]

_LONGEST_COMMAND_CHARS = 2000  # who writes more describes a video

_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|(?<!\w)'[^']*'(?!\w)")
_TAIL = re.compile(
    r"\b(?:that|which)\s+(?:says?|reads?)\b.*|\b(?:saying|reading|captioned|titled)\b.*|写着.*|内容[是为].*", re.DOTALL
)
_NOT_KEYWORDS = re.compile(
    r"\b(?:un)?downloadable\b|\bstatus\s+(?:bars?|icons?|lights?|symbols?|quo|text)\b|\b(?:end|closing|opening|rolling|photo|film"
    r"|final)\s+credits?\b|\bcredits?\s+(?:at|to|roll|sequence|card|scene|for)\b|\b(?:white|colou?r|audio|sound|tone|light)\s+balance\b"
    r"|\bbalance\s+(?:the|of|between|out|it|sheet)\b|\bnot?\s+(?:yet\s+)?(?:export|download|upload)\w*"
    r"|\b(?:don[’']?t|do not|never|without|before)\s+(?:you\s+)?(?:export|download|upload|render|sav)\w*"
    r"|\b(?:download|export|upload)\s+(?:button|icon|link|badge|arrow)s?\b|(?:下载|导出|上传)(?:按钮|图标|链接)|可(?:供)?(?:免费)?下载|状态栏|平衡|片尾|别导出|不要导出|先不导出|不要下载",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;.!?，。！？；、\n]+|\b(?:and then|then|and|but|after that)\b|然后|接着|(?<!合)并且?|再|最后|之后"
)

_EDIT = re.compile(
    r"\b(?:add|adjust|animate|apply|blend|blur|boost|brighten|bring|change|colou?r|combine|convert|create|crop|cut|darken|delete|drop|edit"
    r"|enlarge|extend|fade|fix|flip|fit|generate|include|insert|join|lengthen|loop|lower|make|merge|mirror|mix|move|mute|pan|place"
    r"|put|raise|reduce|remove|rename|reorder|repeat|replace|reset|resize|reverse|rotate|scale|set|sharpen|shift|shorten|shrink|slow|sort"
    r"|speed|split|stitch|style|swap|switch|trim|turn|undo|use|zoom|write|crossfade|overlay)\b(?!\s+(?:sure|an?\s+export|the\s+(?:export|download|render))\b)"
    r"|添加|加上|加入|加个|加一|加点|加字|加音|加快|加长|改|换|做|制作|生成|剪|裁|删|去掉|去除|移除|调|放大|放慢|缩|变|转成|转换|合成|合并"
    r"|设置|设为|延长|旋转|插入|配上|配音|用|让|拼|减|撤销|恢复|美化|优化",
    re.IGNORECASE,
)
_EXPORT = re.compile(
    r"\b(?:export|download|render)(?:ing|ed|s)?\b|\b(?:save|store)\s+(?:it|this|that|the\s+\w+|my\s+\w+|everything)\b|\bsave\s+as\b"
    r"|\b(?:send|give|get|hand|mail|share|deliver)\s+(?:it|me|us|my|the)\b[^,.]*?\b(?:videos?|clips?|files?|mp4|movie|reel|result|link|it)\b"
    r"|\b(?:send|give)\s+it\s+to\s+(?:me|us)\b|\b(?:can|may|could)\s+i\s+(?:have|get)\s+(?:it|the\s+(?:\w+\s+)?(?:video|clip|file|mp4|movie|reel))\b"
    r"|导出|下载|渲染|输出(?:成|为|视频|mp4)|(?:发|传|给)(?:送)?给?我|保存(?:视频|下来|成|为|一下)?",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow (?:many|much)\b.*\b(?:credits?|balance)\b|多少.*(?:积分|余额|点数)|(?:积分|余额|点数).*多少", re.IGNORECASE
)
_CREDITS = re.compile(r"\b(?:credits?|balance)\b|积分|余额|点数|额度", re.IGNORECASE)
_STATUS = re.compile(
    r"\bstatus\b|\b(?:show|list|see|view|display|print|tell)\b[^,.]*?\b(?:tracks?|timeline|state|segments)\b"
    r"|\bwhat(?:['’]s|\s+is|\s+do\s+(?:we|i)\s+have)\s+(?:on|in)\s+(?:the|my)\s+(?:timeline|tracks?|project)\b|\bwhere\s+are\s+we\b"
    r"|^\s*(?:the\s+)?(?:timeline|tracks)\s*$|状态|进度|(?:显示|查看|看看|看一下|列出)(?:一下)?(?:当前)?的?(?:轨道|时间[线轴])|^\s*(?:时间[线轴]|轨道)\s*$",
    re.IGNORECASE,
)
_UPLOAD = re.compile(r"\bupload(?:ing|s)?\b|\battach\b|上传|传(?:一张|几张|个|张|图|照片|文件)", re.IGNORECASE)
_SIGNS: tuple[tuple[Route, re.Pattern[str]], ...] = (
    ("edit", _EDIT),
    ("export", _EXPORT),
    ("credits", _CREDITS),
    ("status", _STATUS),
    ("upload", _UPLOAD),
)

_FILE = re.compile(
    rf"\S.*\.(?:{'|'.join(wire.LOCAL_FORMATS)}|txt|pdf|tiff?|bmp|svg|heif|avif|flac|ogg|m4v|3gp|zip)", re.IGNORECASE
)


def route(text: str) -> Route:
    """Return who serves the sentence: one of imgfree's own actions, or `edit` for the agent."""
    if len(text) > _LONGEST_COMMAND_CHARS:
        return "edit"
    if dropped_files(text):
        return "upload"
    bare = _NOT_KEYWORDS.sub(" · ", _TAIL.sub(" ", _QUOTED.sub(" · ", text)))
    asked = [_clause(clause) for clause in _CLAUSE.split(bare)]
    if "edit" in asked:
        return "edit"
    return next((found for found in asked if found is not None), "edit")


def dropped_files(text: str) -> list[str]:
    """Return the paths or links if the text is nothing but these, as when files are dropped on a terminal."""
    stripped = text.strip()
    if not stripped or "\n\n" in stripped:
        return []
    try:
        words = shlex.split(stripped, posix="\\" not in stripped or "\\ " in stripped)
    except ValueError:
        words = stripped.split()
    words = [word.strip("\"'") for word in words]
    if words and all(_FILE.fullmatch(word) for word in words):
        return words
    whole = stripped.strip("\"'")
    looks_like_one = whole.startswith(("/", "~", "./", "../", "file://")) or re.match(r"[A-Za-z]:\\", whole)
    return [whole] if looks_like_one and "\n" not in whole and _FILE.fullmatch(whole) else []


def _clause(text: str) -> Route | None:
    """Return what the first verb or keyword of a clause asks for; None where there is neither."""
    if _HOW_MANY.search(text):
        return "credits"
    found = [(match.start(), name) for name, pattern in _SIGNS if (match := pattern.search(text))]
    return min(found, key=lambda place: place[0])[1] if found else None
