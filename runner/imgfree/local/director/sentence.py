"""A sentence on its way through the rules: folded for matching, with what has been understood struck out.

Every rule looks only at what earlier rules left over, so a word has one master: the rule that stands first in the
table. Folding keeps every character in its place, so that a span in the folded text is the same span of the original.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from imgfree.local.director import numbers

LITERAL_HEAD, LITERAL_BODY, TAKEN = "\ue001", "\ue000", "\ue002"

_TRADITIONAL = dict(
    zip(
        "張視頻豎橫標題轉場圖樂聲導對個這換刪動長時間後製畫縮鏡無別順開頭結錄疊兩為變調電復銷還給讓幫輯單幾幀與從減慢"
        "鐘點舊顏鮮艷輕緩將該請寫顯檔應實質靜選儲級質緊倉庫陽邊補處關係僅兒東車馬號範圍雙隨機現樣爾濾種產品並邏輯"
        "兩裡歡風節氣聽劇獎寬壓較應該畢業紀錄歲愛倍幻燈擦漸顯雜訊顆腦識別運塊環繞佈線麼嗎們會過進擴說話語",
        "张视频竖横标题转场图乐声导对个这换删动长时间后制画缩镜无别顺开头结录叠两为变调电复销还给让帮辑单几帧与从减慢"
        "钟点旧颜鲜艳轻缓将该请写显档应实质静选储级质紧仓库阳边补处关系仅儿东车马号范围双随机现样尔滤种产品并逻辑"
        "两里欢风节气听剧奖宽压较应该毕业纪录岁爱倍幻灯擦渐显杂讯颗脑识别运块环绕布线么吗们会过进扩说话语",
        strict=True,
    )
)
_PUNCTUATION = {"–": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "｀": "'", "\u00a0": " ", "×": "x", "．": "."}

_QUOTES = re.compile(
    r"[“”„‟]([^“”„‟\"\n]{1,200})[“”\"]|\"([^\"“”\n]{1,200})[\"”]|「([^「」\n]{1,200})」"
    r"|『([^『』\n]{1,200})』|《([^《》\n]{1,200})》|«([^«»\n]{1,200})»|‘((?:[^‘’\n]"
    r"|’(?=[a-z])){1,200})’(?![a-z])|`([^`\n]{1,200})`|(?:(?<=^)"
    r"|(?<=[\s:(（，、。；：\u4e00-\u9fff]))['’]([^\s'’\n](?:[^'’\n]"
    r"|['’](?=[a-z])){0,198})['’](?![a-zA-Z])"
)


def fold(raw: str) -> str:
    """Return the text for matching: half-width, lower case, simplified; as long as before, character by character."""
    return "".join(_fold_char(char) for char in raw)


def _fold_char(char: str) -> str:
    char = _PUNCTUATION.get(char, _TRADITIONAL.get(char, char))
    if "\uff01" <= char <= "\uff5e" or char == "\u3000":
        char = unicodedata.normalize("NFKC", char)
    lower = char.lower()
    return lower if len(lower) == 1 else char


@lru_cache(maxsize=4096)
def pattern(source: str) -> re.Pattern[str]:
    """Return the compiled rule pattern; {time}, {num}, {photo} … stand for the vocabulary's own patterns."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda name: MACROS[name.group(1)], source))


_STOP = re.compile(r"[;!?。；！？\n]|\.(?!\d)")

PHOTO_EN = (
    r"(?:photo(?:graph)?s?|pictures?|pics?|images?|snapshots?|snaps|shots?|stills?|headshots?|selfies"
    r"|portraits|screenshots?|paintings?|drawings?|illustrations?|posters?|slides?|jpe?gs?|pngs?)(?![a-z])"
)
PHOTO_ZH = (
    r"(?:照片|图片|相片|图像|截图|海报|写真|美照|靓照|产品图|实拍图?|老照片|图(?![标层文例案形书])|画作|素材"
    r"|照(?![着顾样旧此])|片子里的图)"
)
VIDEO_EN = (
    r"(?:videos?|vids?|clips?|reels?|films?|movies?|slide ?-?shows?|vlogs?|montages?|tiktoks?|ads?|advert|promos?"
    r"|trailers?|mp4s?|gifs?|animations?|commercials?|teasers?|shorts?|stor(?:y|ies)|footage|recaps?"
    r"|compilations?|memor(?:y|ies) videos?|tributes?|presentations?|show ?reels?|highlights?|intros?"
    r"|photo ?films?)(?![a-z])"
)
VIDEO_ZH = (
    r"(?:视频|短片|影片|片子|成片|vlog|幻灯片|电子相册|相册|动画|宣传片|预告片?|mv|广告|小片|动图|gif|mp4|短剧"
    r"|微电影|大片|reels?)"
)
MACROS = {
    "time": numbers.TIME,
    "clock": numbers.CLOCK,
    "when": rf"(?:{numbers.TIME}|{numbers.CLOCK})",
    "num": numbers.NUM,
    "numzh": numbers.NUM_ZH,
    "numen": numbers.NUM_EN,
    "ordinal": numbers.ORDINAL,
    "percent": numbers.PERCENT,
    "ratio": numbers.RATIO,
    "moment": rf"(?:{numbers.TIME}|{numbers.CLOCK}|{numbers.NUM})",
    "photo": PHOTO_EN,
    "photozh": PHOTO_ZH,
    "video": VIDEO_EN,
    "videozh": VIDEO_ZH,
    "lit": rf"(?:{LITERAL_HEAD}{LITERAL_BODY}*)",
    "gap": r"[^.;!?。；！？\n]{0,80}?",
    "near": r"[^.,;!?。，；！？\n]{0,30}?",
    "the": r"(?:(?:the|my|this|that|these|those|your|our|all|every|any|a|an|its|both) ){0,2}",
}


class Sentence:
    """The text, its quoted literals, and what no rule has taken yet (`left`)."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.literals: dict[int, str] = {}
        text = fold(raw)
        for quote in _QUOTES.finditer(raw):
            start, end = quote.span()
            self.literals[start] = next(group for group in quote.groups() if group is not None).strip()
            text = text[:start] + LITERAL_HEAD + LITERAL_BODY * (end - start - 1) + text[end:]
        self.folded = text
        self.left = text
        self.chinese = bool(re.search(r"[\u4e00-\u9fff]", text))

    def search(self, source: str) -> Iterator[re.Match[str]]:
        """Yield matches in what is left; a caller may take a match before asking for the next one."""
        at = 0
        while match := pattern(source).search(self.left, at):
            yield match
            at = max(match.end(), match.start() + 1)

    def search_all(self, source: str, group: str) -> Iterator[re.Match[str]]:
        """Yield matches in the whole sentence whose `group` no rule has taken yet."""
        for match in pattern(source).finditer(self.folded):
            if TAKEN not in self.left[slice(*match.span(group))]:
                yield match

    def first(self, source: str) -> re.Match[str] | None:
        """Return the first match in what is left."""
        return pattern(source).search(self.left)

    def whole(self, source: str) -> re.Match[str] | None:
        """Return the first match in the whole sentence, understood or not."""
        return pattern(source).search(self.folded)

    def take(self, start: int, end: int) -> tuple[int, int]:
        """Strike out a span; returns it. Nothing but the rule that took it will see these characters."""
        self.left = self.left[:start] + TAKEN * (end - start) + self.left[end:]
        return start, end

    def literal(self, text_start: int) -> str:
        """Return the quoted text whose slot starts here, without its quotes."""
        return self.literals[text_start]

    def before(self, position: int, length: int = 30) -> str:
        """Return the folded text before a place, back to the last hard stop."""
        text = self.folded[max(0, position - length) : position]
        return _STOP.split(text)[-1]

    def after(self, position: int, length: int = 30) -> str:
        """Return the folded text after a place, up to the next hard stop."""
        return _STOP.split(self.folded[position : position + length])[0]
