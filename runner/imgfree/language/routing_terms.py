"""The words that routing goes by, in English and Chinese (traditional characters count as their simplified twins)."""

import re

from imgfree import media_types
from imgfree.quotes import unquoted

_TWINS = str.maketrans(
    "積餘額點數導匯載狀態軌顯傳還剩進檔視頻時間線發給這個麼嗎們張圖現樣輸渲後為",
    "积余额点数导汇载状态轨显传还剩进档视频时间线发给这个么吗们张图现样输渲后为",
)

_TAIL = re.compile(
    r"\b(?:that|which)\s+(?:says?|reads?)\b.*|\b(?:saying|reading|captioned|titled)\b.*|写着.*|内容[是为].*", re.DOTALL
)
_NOT_KEYWORDS = re.compile(
    r"\b(?:un)?downloadable\b|\bstatus\s+(?:bars?|icons?|lights?|symbols?|quo|text)\b|\b(?:end|closing|opening|rolling|photo|film"
    r"|final)\s+credits?\b|\bcredits?\s+(?:at|to|roll|sequence|card|scene|for|title)\b|\broll\s+(?:the\s+)?credits?\b"
    r"|\b(?:white|colou?r|audio|sound|tone|light)\s+balance\b|\bbalance\s+(?:the|of|between|out|it|sheet)\b"
    r"|\bno\s+(?:export|download|upload)\w*|\bsave\s+the\s+dates?\b"
    r"|\b(?:export|import)\s+(?:company|business|market|trade|department|team|sales)\b"
    r"|\b(?:download|export|upload)\s+(?:button|icon|link|badge|arrow)s?\b|(?:下载|导出|上传)(?:按钮|图标|链接)|可(?:供)?(?:免费)?下载"
    r"|状态栏|状态条|进度条|平衡|片尾|积分(?:兑换|商城|活动|卡)",
    re.IGNORECASE,
)
# "before you export": the edit comes first, the export is asked for.
BEFORE_EXPORT = re.compile(
    r"\bbefore\s+(?:(?:you|we|i|the|it|finally)\s+)*(?:export|download|render|sav|deliver)\w*"
    r"|(?:导出|下载|输出|渲染|保存|导|发给我)(?:它|视频)?(?:之前|以前|前)",
    re.IGNORECASE,
)
NOT_YET = re.compile(
    r"\b(?:do\s+not|don[’']?t|never|not|no\s+need\s+to|without)\s+(?:(?:you|yet|want\s+to|need\s+to|even)\s+)*"
    r"(?:export|download|upload|render|sav)\w*|(?:别|不要|先不|不用|不需要|暂时不)(?:急着?)?(?:导出|下载|上传|渲染|保存|输出)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[,;.!?，。！？；、\n]+(?!\d)|\b(?:and then|then|and|but|after that)\b|然后|接着|(?<!合)并且?|再(?!见)|最后|之后"
    r"|后(?=(?:再|就|直接)?(?:导出|下载|输出|渲染))"
)

CHINESE_EDIT = re.compile(
    r"添加|加(?!油)|改|换|做(?!好|得|到|完|成?什么)|制作|生成|剪|裁|删|去掉|去除|去尾|掐头|移除|调|放大|放慢|放在|缩|变|转成|转换|合成|合并"
    r"|设置|设为|延长|旋转|插入|配上|配音|用(?!了)|让|拼|减|撤销|恢复|重做|美化|优化|打上|停\d|静音|翻转|模糊|粗剪|初剪|毛片"
)
EDIT = re.compile(
    r"\b(?:add|become|adjust|animate|apply|blend|blur|boost|brighten|bring|change|colou?r|combine|convert|create|crop|cut|darken|delete|drop|edit"
    r"|enlarge|extend|fade|fix|flip|fit|generate|include|insert|join|lengthen|loop|lower|make|merge|mirror|mix|move|mute|pan|place"
    r"|put|raise|reduce|remove|rename|reorder|repeat|replace|reset|resize|reverse|rotate|scale|set|sharpen|shift|shorten|shrink|slow|sort"
    r"|speed|split|stitch|style|swap|switch|trim|turn|undo|redo|use|zoom|write|crossfade|overlay|rough\s+cut)\b"
    r"(?!\s+(?:sure|an?\s+export|the\s+(?:export|download|render))\b)"
    r"|\b(?:give|get|send|show)\s+(?:me|us)\s+(?:an?\s+(?!copy|link|download|file|export|mp4|gif|webm|mov|status|list|summary|overview)|some\s+(?!credits))"
    r"|\bshow\s+the\s+(?!timeline|tracks?|state|status|segments|credits|balance|draft)\w+"
    rf"|{CHINESE_EDIT.pattern}",
    re.IGNORECASE,
)
EXPORT = re.compile(
    r"\b(?:export|download|render)(?:ing|ed|s)?\b|\b(?:save|store)\s+(?:it|this|that|the\s+\w+|my\s+\w+|everything)\b|\bsave\s+as\b"
    r"|\b(?:send|give|get|hand|mail|share|deliver)\s+(?:it|me|us|my|the|that|this)\b[^,.]*?\b(?:videos?|clips?|files?|mp4|gif|movie|reel|film|result|link|it)\b"
    r"|\b(?:send|give)\s+it\s+to\s+(?:me|us)\b|\b(?:can|may|could)\s+i\s+(?:have|get)\s+(?:it|the\s+(?:\w+\s+)?(?:video|clip|file|mp4|movie|reel))\b"
    r"|导出|匯出|汇出|下载|渲染|输出(?:成|为|视频|mp4|gif)|输出$|(?:发|传)(?:送)?给?我|给我(?=视频|文件|成片|片子|链接|下载|$|吧|一份)|保存(?:视频|下来|成|为|一下)?",
    re.IGNORECASE,
)
HOW_MANY = re.compile(
    r"\bhow (?:many|much)\b.*\b(?:credits?|balance)\b|多少.*(?:积分|余额|点数)|(?:积分|余额|点数).*多少"
    r"|\b(?:what(?:['’]s| is)|how much(?: is| do i have)?)\s+left\s+(?:on|in)\s+my\s+account\b"
    r"|还剩(?:多少|几)(?:点|次|分)",
    re.IGNORECASE,
)
CREDITS = re.compile(r"\b(?:credits?|balance|quota)\b|积分|余额|点数|额度", re.IGNORECASE)
DONE_YET = re.compile(
    r"\bis\s+(?:it|(?:the|my)\s+(?:video|film|render|clip|reel))\s+(?:done|ready|finished)\b"
    r"|(?:视频)?(?:做|弄|完成|渲染|导出|剪)(?:好|完)了?(?:吗|没)|(?<!做)好了吗|\bhow\s+(?:far|long)\s+is\s+(?:it|the\s+(?:video|film|clip|reel))\b",
    re.IGNORECASE,
)
PREVIEW = re.compile(r"\bpreview\b|预览", re.IGNORECASE)
STATUS = re.compile(
    r"^\W*(?:please |then |let me |i want to )*preview(?: (?:it|this|the \w+|so far|now|first|please))*\W*$"
    r"|^\W*(?:请|先|然后|再|帮我)*预览(?:一下|一遍|效果|视频|成片|结果|看看)*\W*$"
    r"|\bstatus\b|\b(?:show|list|see|view|display|print|tell|describe|summari[sz]e)\b[^,.]*?\b(?:tracks?|timeline|state|segments|draft)\b"
    r"|\bwhat(?:['’]s|\s+is|\s+do(?:es)?\s+(?:we|i|it)\s+have)\s+(?:(?:currently|now)\s+)?(?:on|in)\s+(?:the|my)\s+(?:current\s+)?(?:timeline|tracks?|project|draft|video|edit)\b"
    r"|\bwhere\s+(?:are\s+we|do\s+things\s+stand)\b|\bwhat\s+(?:have\s+we|do\s+(?:we|i))\s+(?:got|have)(?:\s+so\s+far|\s+now)?\b|\btimeline\s+(?:summary|overview)\b"
    r"|^\s*(?:the\s+)?(?:timeline|tracks)\s*$|状态|进度|(?:显示|查看|看看|看一下|看下|列出|展示)(?:一下)?(?:现在的?|当前的?|目前的?)?的?(?:轨道|时间[线轴]|草稿)|^\s*(?:时间[线轴]|轨道)\s*$"
    r"|时间[线轴](?:上|里|中)?(?:现在|目前|都)*有(?:什么|哪些)|(?:现在|目前|当前)(?:做|弄|剪)?(?:成|得)?(?:是)?(?:什么样|怎么样了|到哪)",
    re.IGNORECASE,
)
UPLOAD = re.compile(
    r"\bupload(?:ing|s)?\b|\battach\b"
    r"|^\W*(?:please |can i |i want to |let me |i['’]d like to )*(?:add|send)(?:ing)? "
    r"(?:(?:an?|some|my|more|another|other|few|\d+|one|two|three) )+"
    r"(?:files?|photos?|pictures?|images?|pics?)\W*$"
    r"|上传|补传|传(?:一?张|几张|个|张|图|照片|文件|段|首)",
    re.IGNORECASE,
)
# Nothing but names or addresses of files, as when they are dropped on a terminal: what is to be uploaded.
_SUFFIX = rf"\.(?:{media_types.pattern()})"
ONLY_FILES = re.compile(
    rf"\s*(?:(?:'[^'\n]+{_SUFFIX}'|\"[^\"\n]+{_SUFFIX}\"|(?:\\.|[^\s'\"\\])+{_SUFFIX})(?:\s+|$))+|\s*(?:[~.]{{0,2}}/|file://|[A-Za-z]:\\)[^\n]*{_SUFFIX}\s*",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """Return the text without quotations and without words that only look like keywords."""
    return _NOT_KEYWORDS.sub(" · ", _TAIL.sub(" ", unquoted(text, " · "))).translate(_TWINS)


def clauses(text: str) -> list[str]:
    """Return the clauses of a bare text, without what says that something is not wanted yet."""
    return [clause for clause in _CLAUSE.split(NOT_YET.sub(" · ", BEFORE_EXPORT.sub(" · ", text))) if clause.strip()]
