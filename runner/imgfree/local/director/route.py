"""Which way a sentence goes: most are edits; export, credits, status and upload answer without touching the draft."""

import re
from collections.abc import Sequence

from imgfree.local.director.reply import Route
from imgfree.local.director.rule import Heard
from imgfree.local.director.sentence import Sentence

_CREDITS = r"(?<![a-z])(?:credits?(?! ?(?:roll|card|title|to ))|balance(?! the)|quota)(?![a-z])|积分|余额|额度|点数"
_STATUS = (
    r"(?<![a-z])(?:status|show (?:me )?(?:the |my )?(?:tracks?|timeline|draft|state|progress)|what(?:'s"
    r"| is) (?:on|in) (?:the |my )?(?:timeline|tracks?|draft|video)|(?:current|list)(?: the)? (?:state|tracks"
    r"|timeline|draft)|where are we|timeline summary|is (?:it|the (?:video|film|render)) (?:done|ready"
    r"|finished)(?: yet)?|how (?:far|long) is (?:it|the (?:video|film)))(?![a-z])|状态|查看(?:时间线|轨道|进度"
    r"|草稿)|(?:显示|看看|看一下)(?:时间线|轨道|进度|草稿)|现在(?:是)?什么样|(?:视频)?(?:做|弄|完成"
    r"|渲染|导出)(?:好|完)?了?(?:吗|没有?(?!=.))|(?<!做)好了吗|时间线(?:上|里)?(?:有(?:什么|哪些))|进度"
)
_UPLOAD = (
    r"^(?:please |can i |i want to |let me |how do i |i'd like to )*(?:upload|add|send|attach)(?:ing)? (?:a "
    r"|an |some |my |more |another |the |these |new |\d+ )*(?:files?|photos?|pictures?|images?|clips?|videos?"
    r"|song|music file|logo)(?: (?:first|please|now|here|to (?:the )?(?:session|project)))*[.!?]?$|^(?:我要"
    r"|我想|请|怎么|如何|帮我)*(?:上传|传)(?:一?个|一?张|一些|几张|更多|新的?|我的)*(?:文件|照片|图片|视频"
    r"|素材|音乐|图)?[。!?]?$|^upload$"
)
_EXPORT = (
    r"^(?:please |can you |could you |now |ok,? |okay,? |great,? |perfect,? |looks good,? |then |just |let's "
    r"|that's it,? |all good,? |好的?了?[,，]?|行了?[,，]?|没问题[,，]?|可以了[,，]?|请|现在|可以|帮我|那就|直接"
    r"|麻烦)*(?:export|download|render|save|send me|give me|get me"
    r"|导出|下载|输出|保存|渲染|发给我|把(?:视频|成片|片子)(?:发给我|导出|下载))"
)


def words_route(sentence: Sentence) -> Route | None:
    """Return the route that the words alone decide, before any operation is heard; None for an edit or an export."""
    text = re.sub(r"\s+", " ", sentence.folded).strip()
    short = len(text) <= 60
    if (
        short
        and re.search(_CREDITS, text)
        and not re.search(r"(?:end|closing|opening|film|roll) credits|title|text|\ue001", text)
    ):
        return "credits"
    if re.search(_UPLOAD, text):
        return "upload"
    if short and re.search(_STATUS, text) and not re.search(r"\ue001|whatsapp", text):
        return "status"
    return None


def heard_route(sentence: Sentence, heard: Sequence[Heard]) -> Route:
    """Return export when the sentence asks for the file and nothing else, else edit."""
    text = re.sub(r"\s+", " ", sentence.folded).strip()
    operations = [one for one in heard if one.op or one.outcome == "declined"]
    asks = re.search(_EXPORT, text)
    if asks and all(one.op in ("export", "platform", "") for one in operations):
        return "export"
    return "edit"
