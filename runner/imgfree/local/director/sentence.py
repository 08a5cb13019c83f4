"""A sentence on its way through the rules: folded for matching, with what has been understood struck out.

Every rule looks only at what earlier rules left over, so a word has one master: the rule that stands first in the
table. Folding keeps every character in its place, so that a span in the folded text is the same span of the original.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from imgfree.local.director import numbers
from imgfree.quotes import quoted

LITERAL_HEAD, LITERAL_BODY, TAKEN = "\ue001", "\ue000", "\ue002"

_TRADITIONAL = dict(
    zip(
        "張視頻豎橫標題轉場圖樂聲導對個這換刪動長時間後製畫縮鏡無別順開頭結錄疊兩為變調電復銷還給讓幫輯單幾幀與從減慢"
        "鐘點舊顏鮮艷輕緩將該請寫顯檔應實質靜選儲級質緊倉庫陽邊補處關係僅兒東車馬號範圍雙隨機現樣爾濾種產品並邏輯"
        "兩裡歡風節氣聽劇獎寬壓較應該畢業紀錄歲愛倍幻燈擦漸顯雜訊顆腦識別運塊環繞佈線麼嗎們會過進擴說話語"
        "遠寶滿囉裝謝記憶溫鋼鐵親員專門問題體驗樓場館廳飯餐館婦媽爺孫學園賽車廠價錢買賣優質組團隊總經頁載傳網絡頻"
        "絲滑聖誕慶賀壽禮婚紗戀嬰兒貓狗鳥魚雞雙齊極濃淺銳糊邊緣隱藏續終條約僅帶來難離遲靈區築術擊觸撥擇擺擋"
        "壞舉義習鄉書買亂乾亞產億傑傷僑儀兇凍劃劍勞勢勵匯協廣廟彈徑態慣懷戰戲擁擬據攜敗敵晝曬權棄榮構槍樸橋檢歸殘"
        "淚淨測湯溝滾潔澤潤濕灣炸烏煙煩熱營爐爭狀獨獻環瑪瓊畝療盜盡盤監眾睜確碼禪稱穩窮竊競筆範築簡簽籃紅紋"
        "紙級紛細紹綁綠維網緊線編練縣績織繪繼羅聯聰職聞臉臨舊艙芻莊蒼蓋蘭虧蟲蠟衛襯襲規視覺覽觀計訂討託訪設許註評詞試"
        "詩誌認誘誠誤調談諮謊講護讀讚貝負財貢責貨貴費資賓賞賴贈贏趕趙跡躍軍軟輪輯輛輝輸轟農迴連週遊達違適遺鄭醫釋釘"
        "針鋒錢錯錶鎖鎮鏈閃閉開閒間閱闊隊陣陰陳階隨險雲雷霧靜韓響頂頌預頓頗領頸額願飛飾館饗駐駛騎驚驟鬆鬥鬧鴨鵝鹽黃點龍"
        "檯臺灑淡塗鴉髮妝窗簾蘋莓麵雞蝦餅廚鍋滷麥啟顧聲賬號碼佔準備捲軸縱橫齡癒",
        "张视频竖横标题转场图乐声导对个这换删动长时间后制画缩镜无别顺开头结录叠两为变调电复销还给让帮辑单几帧与从减慢"
        "钟点旧颜鲜艳轻缓将该请写显档应实质静选储级质紧仓库阳边补处关系仅儿东车马号范围双随机现样尔滤种产品并逻辑"
        "两里欢风节气听剧奖宽压较应该毕业纪录岁爱倍幻灯擦渐显杂讯颗脑识别运块环绕布线么吗们会过进扩说话语"
        "远宝满啰装谢记忆温钢铁亲员专门问题体验楼场馆厅饭餐馆妇妈爷孙学园赛车厂价钱买卖优质组团队总经页载传网络频"
        "丝滑圣诞庆贺寿礼婚纱恋婴儿猫狗鸟鱼鸡双齐极浓浅锐糊边缘隐藏续终条约仅带来难离迟灵区筑术击触拨择摆挡"
        "坏举义习乡书买乱干亚产亿杰伤侨仪凶冻划剑劳势励汇协广庙弹径态惯怀战戏拥拟据携败敌昼晒权弃荣构枪朴桥检归残"
        "泪净测汤沟滚洁泽润湿湾炸乌烟烦热营炉争状独献环玛琼亩疗盗尽盘监众睁确码禅称稳穷窃竞笔范筑简签篮红纹"
        "纸级纷细绍绑绿维网紧线编练县绩织绘继罗联聪职闻脸临旧舱刍庄苍盖兰亏虫蜡卫衬袭规视觉览观计订讨托访设许注评词试"
        "诗志认诱诚误调谈咨谎讲护读赞贝负财贡责货贵费资宾赏赖赠赢赶赵迹跃军软轮辑辆辉输轰农回连周游达违适遗郑医释钉"
        "针锋钱错表锁镇链闪闭开闲间阅阔队阵阴陈阶随险云雷雾静韩响顶颂预顿颇领颈额愿飞饰馆飨驻驶骑惊骤松斗闹鸭鹅盐黄点龙"
        "台台洒淡涂鸦发妆窗帘苹莓面鸡虾饼厨锅卤麦启顾声账号码占准备卷轴纵横龄愈",
        strict=True,
    )
) | {"夠": "够", "鑽": "钻", "曆": "历", "湊": "凑", "捨": "舍"}
_PUNCTUATION = {"–": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "｀": "'", "\u00a0": " ", "×": "x", "．": "."}
_NUMERALS = "[0-9]", "[零〇一二两三四五六七八九十百千万亿]"
_ENDLESS = re.compile("|".join(f"(?<={one}{{60}}){one}+" for one in _NUMERALS))  # the rest of a number


_SAID = 6  # as often as somebody may say one thing in a row
_REPEATED = re.compile(r"([^\d\s零〇一二两三四五六七八九十百千万亿].{0,11}?)\1{11,}")


def fold(raw: str) -> str:
    """Return the text for matching: half-width, lower case, simplified; as long as before, character by character.

    Of a number that nobody means only the beginning stays, and of words said over and over only the first few: rules
    would try every part of them.
    """
    folded = "".join(_fold_char(char) for char in raw)
    folded = _ENDLESS.sub(lambda found: " " * len(found[0]), folded)
    return _REPEATED.sub(_said_once, folded)


def _said_once(found: re.Match[str]) -> str:
    kept = found[1] * _SAID
    return kept + " " * (len(found[0]) - len(kept))


def _fold_char(char: str) -> str:
    char = _PUNCTUATION.get(char, _TRADITIONAL.get(char, char))
    if "\uff01" <= char <= "\uff5e" or char == "\u3000":
        char = unicodedata.normalize("NFKC", char)
    if char >= "\U0001f000" or "\u2600" <= char <= "\u27bf" or char == "\ufe0f":
        return " "  # emoji say nothing that a rule could hear
    lower = char.lower()
    return lower if len(lower) == 1 else char


@lru_cache(maxsize=4096)
def pattern(source: str) -> re.Pattern[str]:
    """Return the compiled rule pattern; {time}, {num}, {photo} … stand for the vocabulary's own patterns."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda name: MACROS[name.group(1)], source))


_STOP = re.compile(r"[;!?。；！？\n]|\.(?!\d)")

PHOTO_EN = (
    r"(?<![a-z])(?:photo(?:graph)?s?|pictures?|pics?|images?|snapshots?|snaps|shots?|stills?|headshots?|selfies"
    r"|portraits|screenshots?|paintings?|drawings?|illustrations?|posters?|slides?|jpe?gs?|pngs?)(?![a-z])"
)
PHOTO_ZH = (
    r"(?:照片|图片|相片|图像|截图|海报|写真|合影|合照|自拍照?|全家福|婚纱照|毕业照|插画|书摘|美照|靓照|产品图"
    r"|实拍图?|老照片|图(?![标层文例案形书])|画作|素材"
    r"|照(?![着顾样旧此按])|片子里的图)"
)
VIDEO_EN = (
    r"(?<![a-z])(?:videos?|vids?|clips?|reels?|films?|movies?|slide ?-?shows?|vlogs?|montages?|tiktoks?|ads?"
    r"|advert|promos?"
    r"|trailers?|mp4s?|gifs?|animations?|commercials?|teasers?|shorts?|stor(?:y|ies)|footage|recaps?"
    r"|compilations?|memor(?:y|ies) videos?|tributes?|presentations?|show ?reels?|highlights?|intros?"
    r"|photo ?films?|invitations?|walk-?throughs?|look-?books?|visuali[sz]ers?|showcases?|photo ?books?"
    r"|edits?(?= (?:of|from|with))"
    r"|keepsakes?)(?![a-z])"
)
VIDEO_ZH = (
    r"(?:视频|短片|影片|片子|成片|vlog|幻灯片|电子相册|相册|动画|宣传片|预告片?|mv|广告|小片|动图|gif|mp4|短剧"
    r"|微电影|大片(?!感|的感)|回顾(?!去)|集锦|花絮|混剪|reels?)"
)
MACROS = {
    "time": numbers.TIME,
    "clock": numbers.CLOCK,
    # A length in plain English: beside other words it costs less to compile than {time}.
    "secs": r"(?:(?:\d+(?:\.\d+)?|half an?|an?|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|sixty"
    r"|forty)[ -]?"
    r"(?:seconds?|secs?|minutes?|mins?|s)(?: and a half)?(?![a-z]))",
    "when": rf"(?:{numbers.TIME}|{numbers.CLOCK}|(?:second|sec) {numbers.NUM_EN})",
    "num": numbers.NUM,
    "numzh": numbers.NUM_ZH,
    "numen": numbers.NUM_EN,
    "ordinal": numbers.ORDINAL,
    "percent": numbers.PERCENT,
    "fraction": numbers.FRACTION,
    "ratio": numbers.RATIO,
    "moment": rf"(?:{numbers.TIME}|{numbers.CLOCK}|(?:second |sec )?{numbers.NUM})",
    "photo": PHOTO_EN,
    "photozh": PHOTO_ZH,
    # Verbs and adverbs of more and less, in front of or behind what they change.
    "more": r"(?:increas|rais|boost|bump|crank|lift|turn|push|pump|dial|up|strengthen|enhanc|amp|add|give"
    r"|ramp)(?:e|es|ing)?"
    r"(?: (?:up|it|in|more|some|a|bit|little|of|the|my|all))*",
    "less": r"(?:decreas|reduc|lower|dial|turn|tone|bring|drop|cut|soften|pull|tak)(?:e|es|ing)?(?: (?:down|back"
    r"|it|out|some|a|bit"
    r"|little|of|the|my|all))*",
    "alot": r"(?:(?:a (?:bit|little|touch|lot|tad|smidge)|bit|slightly|somewhat|way|far|much|really|very|so|even"
    r"|quite|too|just|lots|still|more) )*",
    "alittle": r"(?: (?:a (?:bit|little|touch|lot|tad|notch)|slightly|please|more|up|down|some))*",
    "clipzh": r"(?:视频|影片|素材|片子|片段|短片|录像|原片|成片)",
    "video": VIDEO_EN,
    "videozh": VIDEO_ZH,
    "lit": rf"(?:{LITERAL_HEAD}{LITERAL_BODY}*)",
    "gap": r"[^.;!?。；！？\n]{0,80}?",
    "near": r"[^.,;!?。，；！？\n]{0,30}?",
    "the": r"(?:(?:the|my|this|that|these|those|your|our|all|every|any|a|an|its|both) ){0,2}",
}


class Sentence:
    """The text, its literals, and what no rule has taken yet (`left`).

    A literal is a quotation, or one of the `names` that are no words: those of the uploads.
    """

    def __init__(self, raw: str, names: Sequence[str] = ()) -> None:
        self.raw = raw
        self.names = names
        self.literals: dict[int, str] = {}
        self.ends: dict[int, int] = {}  # where each literal ends, by where it begins
        text = fold(raw)
        found = quoted(raw)
        for start, end in [*found, *_named(text, names, found)]:
            inside = raw[start + 1 : end - 1].strip() if (start, end) in found else raw[start:end]
            self.literals[start], self.ends[start] = inside, end
            text = text[:start] + LITERAL_HEAD + LITERAL_BODY * (end - start - 1) + text[end:]
        self.folded = text
        self.left = text
        self.chinese = bool(re.search(r"[\u4e00-\u9fff]", text))

    def again(self) -> "Sentence":
        """Return the sentence with nothing taken."""
        return Sentence(self.raw, self.names)

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


def _named(folded: str, names: Sequence[str], quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where an upload is named: "no music 20 seconds.jpg" is a name, whatever it says."""
    taken = list(quoted)
    for name in sorted({fold(name) for name in names}, key=len, reverse=True):
        for found in re.finditer(rf"(?<![a-z\d_.-]){re.escape(name)}(?![a-z\d_-])", folded):
            start, end = found.span()
            if not any(first < end and start < last for first, last in taken):
                taken.append((start, end))
                yield start, end
