"""Which way a sentence goes: most are edits; export, credits, status and upload answer without touching the draft."""

import re
from collections.abc import Sequence

from imgfree.local.director.reply import Route
from imgfree.local.director.rule import Heard
from imgfree.local.director.sentence import Sentence

_CREDITS = (
    r"(?<![a-z])(?:credits?(?! ?(?:roll|card|title|to ))|balance(?! the)|quota)(?![a-z])|积分|余额|额度|点数"
    r"|(?<![a-z])(?:(?:what(?:'s| is)|how much(?: is| do i have)?) left(?: (?:on|in) my account)?$|left (?:on|in)"
    r" my account)|还剩(?:多少|几)(?:点|次|分)?"
)
_STATUS = (
    r"(?<![a-z])(?:status|show (?:me )?(?:the |my )?(?:current )?(?:tracks?|timeline|draft|state|progress)|what(?:'s"
    r"| is| do(?:es)?)(?: (?:currently|now|i have|we have|it have))? ?(?:on|in) (?:the |my )?(?:current )?(?:timeline"
    r"|tracks?|draft|video|edit)|(?:current|list|describe|summari[sz]e)(?: the| my)? (?:current )?(?:state|tracks"
    r"|timeline|draft|segments)|where (?:are we|do things stand)|timeline (?:summary|overview)"
    r"|what (?:have we|do (?:we|i)) (?:got|have)(?: so far| now)?|is (?:it|(?:the|my) (?:video|film|render|clip"
    r"|reel)) (?:done|ready"
    r"|finished)(?: yet)?|how (?:far|long) is (?:it|the (?:video|film|current \w+)))(?![a-z])|状态|查看(?:时间线|轨道"
    r"|进度|草稿)|(?:显示|看看|看一下|看下|列出|展示)(?:一下)?(?:现在的?|当前的?|目前的?)?(?:时间线|轨道|进度|草稿)"
    r"|(?:现在|目前|当前)(?:做|弄|剪)?(?:成|得)?(?:是)?(?:什么样|怎么样了|到哪)|(?:视频)?(?:做|弄|完成"
    r"|渲染|导出)(?:好|完)?了?(?:吗|没有?(?!=.))|(?<!做)好了吗|时间线(?:上|里|中)?(?:现在|目前|都)*(?:有(?:什么|哪些))"
    r"|(?<![加条])进度(?!条)"
)
_UPLOAD = (
    r"^(?:please |can i |i want to |let me |how do i |i'd like to )*(?:upload|add|send|attach)(?:ing)? (?:a "
    r"|an |some |my |more |another |the |these |new |other |few |couple of |\d+ |one |two |three |four |five |six )*"
    r"(?:files?|photos?|pictures?|images?|pics?|clips?|videos?"
    r"|songs?|music files?|logo|mp3)(?: (?:first|please|now|here|too|as well|to (?:the )?(?:session|project)))*[.!?]?$"
    r"|^(?:我要|我想|我还?想要?|请|怎么|如何|帮我|先|再|还要?|可以|能|能不能|等等,?|等下,?)*(?:再|继续|补"
    r"|先)?(?:上传|传|补传)"
    r"(?:一?个|[一两三四五六七八九十几\d]+[张个段首]|一些|几张|更多|新的?|我的|点|别的)*(?:文件|照片|图片|视频"
    r"|素材|音乐|歌|图)?(?:吗|呢|可以吗)?[。!?]?$|^upload$"
)
_EXPORT = (
    r"^(?:please |can you |could you |now |ok,? |okay,? |great,? |perfect,? |looks good,? |then |just |let's "
    r"|that's it,? |all good,? |好的?了?[,，]?|行了?[,，]?|没问题[,，]?|可以了[,，]?|请|现在|可以|帮我|那就|直接"
    r"|麻烦)*(?:export|download|render|save|(?:send|give|get) me(?= (?:the|my|it|this|that|a (?:link|copy|file)"
    r"|download)(?![a-z]))"
    r"|导出|下载|输出|保存|渲染|发给?我|传给?我|把(?:视频|成片|片子)(?:发给我|导出|下载))"
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
