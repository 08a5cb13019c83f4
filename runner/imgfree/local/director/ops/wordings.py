"""The nouns and verbs that announce a text on the picture, and where unquoted words end, in both languages."""

import re

TITLE_EN = (
    r"(?:(?:opening|main|intro|big|bold|centered|shared|opening|short|simple|large|white|elegant|catchy|the|a|an|my"
    r"|animated) )*(?:(?<!job )title(?:s)?(?: (?:card|text|slide|screen|overlay))?|headline|heading|header"
    r"|opening (?:card|text)|intro (?:card|text))(?![a-z])"
)
END_EN = (
    r"(?:closing|end|ending|final|outro)[ -](?:title(?: card)?|card|text|screen|slide|line|message|caption"
    r"|slate)|outro(?: text)?|end ?card|closing(?= \ue001)"
)
TEXT_EN = (
    r"(?:(?:hook|address|phone number|text|word(?:ing)?s?|tag ?line|label|slogan|cta|call[ -]to[ -]action|sub ?title"
    r"|sub-?heading"
    r"|caption|message|quote|line|lower[ -]third|banner|copy|sign-?off|price(?: tag)?|date|location"
    r"|name)s?(?: (?:overlay|text|line|label|card|bar|button|saying|reading))?s?(?![a-z]))"
)
TITLE_ZH = (
    r"(?:大标题|主标题|标题|片名|片头(?:文字|字幕|标题)?|开头(?:标题|文字)|封面(?:标题|文字|字)?|题目|开场(?:标题"
    r"|文字|字幕))"
)
END_ZH = r"(?:片尾(?:文字|字幕|标题)?|结尾(?:文字|字幕|标题|语)?|结束语|落款|尾标)"
TEXT_ZH = (
    r"(?:副标题|文字|文案|字样|字幕|标语|口号|标签|文本|一行字|一句话|几个字|字(?!体|号)|说明|价格|价签|旁注|配文"
    r"|配字|图注"
    r"|水印文字|水印(?=[:为是写着]{0,2}\ue001)|注释)"
)
SAYS = (
    r"(?: ?(?:(?:that |which )?(?:says?|reads?|saying|reading)|called|named|titled|of|with|as|to|is|be|text"
    r"|the (?:text|words?)|:|-|=|内容|叫做?|为|是|写着?|写上|写|显示|用|设为|设置为|设成|定为|就叫|:|,)| )*"
)
PUT = (
    r"(?<![a-z])(?:put|throw|slap|stick|drop|pop|flash|splash|type|stamp|add|show|write|overlay|display|place"
    r"|print|insert|superimpose|include|use|have|with"
    r"|end with|finish with|close with|start with|open with|say(?:s|ing)?|reading)(?: (?:the|a|text|word|words"
    r"|message|some|big|bold|on-screen|caption|it))*"
)
PUT_ZH = (
    r"(?:写上?|打上|显示|出现|加上?|加个|加一?行|叠加|配上?|放上?|印上|标注|添加|打出|字样|写着)(?:文字"
    r"|一?行字|字幕|字样|个|大字|几个字|一句|文案)?"
)
# A bare title ends where the sentence goes on to something else.
GOES_ON_EN = (
    r" (?:and (?:then |the |a |an |add|with|use|put|set|music|some|make|fade|slow"
    r"|zoom|cross)|with (?:a |an |the |some |music|slow|cross|fade|smooth)|at the |for (?:the )?(?:first )?\d"
    r"|in (?:the |white|yellow|bold|red|big|large)|on (?:the |photo|top)|over |then |plus |as |using "
    r"|for (?:the )?(?:first|last|tiktok|instagram|youtube|reels)|centered|but |,|/ |\| )"
)
STOP_EN = rf"(?=[.,;!?\n。，；！？、]|$|{GOES_ON_EN})"
STOP_ZH = r"(?=[,;!?\n。，；！？、\ue001]|\.(?!\d)|$|并|然后|再加|放在|显示\d|和(?:音乐|字幕|转场)|配|,)"

WORDLESS = (
    r"(?<![a-z])(?:(?:(?:my |our |the |their |his |her |a )?(?:(?!with|add|put"
    r"|and)[\w'-]+ (?:and )?){1,4}as (?=(?:a |the |an )?(?:lower"
    r"|text|title|headline|overlay)))?(?:some |simple |speaker |ingredient |room |a |an |the |animated |bold "
    r"|item name |name |short |nice |on-screen "
    r"|dynamic |catchy |opening |white )*(?:text(?: overlays?| labels?| animations?)?|titles?(?: cards?| text"
    r"| slides?)?(?<!job title)(?<!job titles)|overlays? text|lower[ -]thirds?|taglines?|cta|call[ -]to[ -]action"
    r"|headlines?"
    r"|section titles?|end ?cards?|closing titles?|intro text)(?! (?:message|file|color|colour|size|font"
    r"|style)))(?: for each \w+| on each \w+| on every \w+)?(?![a-z])|(?<=[;,])(?:标题|文字|片头|片尾)(?=[:]?(?:无"
    r"|没有|不要"
    r"|不用))|(?:加|添加|配|放|打|来|要|上|有|写|带|任何)(?:上|个"
    r"|一个|些|点|一些|入|任何)?(?:文字|标题|文案|片头|片尾|标语|字(?![幕体号]))(?:说明|介绍)?"
)
NONE_AFTER = re.compile(r" ?[:：=]? ?(?:none|no(?![a-z])|nothing|无(?!尽|限)|不要|没有|不用)")
