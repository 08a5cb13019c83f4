"""The words for the mood of music, in both languages."""

import re

# English word -> its forms in both languages. Moods are stored in English, whatever was said.
MOODS: tuple[tuple[str, str], ...] = (
    ("lo-fi", r"lo-?fi|lo fi|低保真"),
    ("jazz", r"jazz(?:y)?|爵士"),
    ("upbeat", r"upbeat|up-?tempo|peppy|perky|bouncy|lively|轻快|明快|欢脱|节奏明快"),
    ("calm", r"calm(?:ing|er)?|quiet|tranquil|serene|meditative|舒缓|平静|安静|宁静|平和|恬静|静谧"),
    ("soft", r"soft|柔和|轻柔|柔美|轻(?=音乐)"),
    ("romantic", r"romantic|浪漫"),
    ("acoustic", r"acoustic|原声(?=音乐|吉他)"),
    ("electronic", r"electronic|edm|techno|house|synth(?:wave)?|电子|电音"),
    (
        "energetic",
        r"energetic|high[ -]energy|hype|driving|pumping|powerful|动感|劲爆|激情|带劲|热血|激昂|活力|有节奏感?"
        r"|节奏感强?的?|劲爆|燃",
    ),
    ("epic", r"epic|史诗|磅礴|大气|震撼"),
    ("cinematic", r"cinematic|电影感?"),
    ("piano", r"piano|钢琴曲?"),
    ("guitar", r"guitar|吉他"),
    ("happy", r"happy|cheerful|joyful|feel[ -]good|sunny|bright|merry|jolly|欢快|快乐|开心|愉快|欢乐"),
    ("sad", r"sad|melancholic|melancholy|伤感|悲伤|忧伤"),
    ("chill", r"chill(?:ed|out)?|laid[ -]back|慵懒|放松"),
    ("ambient", r"ambient|氛围|环境"),
    ("ethereal", r"空灵|飘渺"),
    ("ukulele", r"ukulele|尤克里里"),
    ("drums", r"drums?|percussion|鼓"),
    ("harp", r"harp|竖琴"),
    ("flute", r"flute|长笛|笛子"),
    ("orchestra", r"orchestra|管弦"),
    ("harmonica", r"harmonica|口琴"),
    ("classical", r"classical|orchestral|strings|古典|交响"),
    ("hip-hop", r"hip[ -]?hop|trap|rap|嘻哈|说唱"),
    ("pop", r"pop|流行"),
    ("rock", r"rock|摇滚"),
    ("folk", r"folk|country|民谣"),
    ("inspiring", r"inspiring|inspirational|uplifting|motivational|hopeful|励志|振奋|鼓舞"),
    ("dramatic", r"dramatic|tense|suspenseful|紧张|悬疑"),
    ("gentle", r"gentle|温柔|轻缓"),
    ("relaxed", r"relaxed|easy[ -]?going|轻松|休闲|悠闲"),
    ("relaxing", r"relaxing|peaceful|soothing|spa|治愈|疗愈"),
    ("funny", r"funny|comical|silly|goofy|搞笑|搞怪|滑稽|逗趣|诙谐|幽默"),
    ("sweet", r"sweet|tender|甜蜜|甜美|甜"),
    ("indie", r"indie|alternative|独立"),
    ("soul", r"soul(?:ful)?|r&b|rnb|灵魂"),
    ("reggae", r"reggae|雷鬼"),
    ("bossa nova", r"bossa(?: nova)?"),
    ("lullaby", r"lullaby|摇篮曲"),
    ("mysterious", r"mysterious|spooky|scary|eerie|神秘|诡异|恐怖"),
    ("youthful", r"青春|阳光|年轻"),
    ("warm", r"warm|温馨|温暖"),
    ("dreamy", r"dreamy|ethereal|梦幻"),
    ("festive", r"festive|holiday|christmas|xmas|celebratory|party|喜庆|热闹|节日|圣诞|新年"),
    ("corporate", r"corporate|商务|企业"),
    ("funky", r"funky|funk|groovy|disco|放克|迪斯科"),
    ("retro", r"retro|vintage|80s|复古|怀旧|老歌|经典老"),
    ("nostalgic", r"nostalgic"),
    ("light", r"light(?:hearted)?|清新"),
    ("fast", r"fast(?:-paced)?|快节奏"),
    ("slow", r"slow|慢节奏"),
    ("chinese traditional", r"(?:traditional )?chinese(?: traditional)?|国风|古风|中国风|民乐"),
    ("playful", r"playful|quirky|fun|俏皮|活泼|可爱"),
    ("tropical", r"tropical|summer|夏日"),
    ("blues", r"blues"),
    ("latin", r"latin|拉丁"),
    ("mellow", r"mellow|smooth|悠扬|抒情"),
    ("emotional", r"emotional|touching|sentimental|感人|煽情"),
    ("modern", r"modern|trendy|时尚|时髦|潮流|潮一|酷"),
    ("elegant", r"elegant|luxur(?:y|ious)|优雅|高级感?"),
    ("violin", r"violin|小提琴曲?"),
    ("cello", r"cello|大提琴曲?"),
    ("saxophone", r"sax(?:ophone)?|萨克斯"),
    ("punk", "punk"),
    ("dark", r"dark|moody|暗黑"),
    ("natural", r"nature|自然"),
)
MOOD = "(?:" + "|".join(source for _, source in MOODS) + ")"
ENDS = r"(?:(?<=[\u4e00-\u9fff])|(?![a-z]))"  # 动感BGM: a Chinese word ends where Latin letters begin


def moods(text: str) -> str:
    """Return the mood words of a phrase, in the order said: English words as said, others by their English name."""
    found: list[tuple[int, str]] = []
    for name, source in MOODS:
        if one := re.search(rf"(?<![a-z])(?:{source}){ENDS}", text):
            plain = one.group().isascii() and not re.match(r"lo.?fi|hip.?hop|jazzy", one.group())
            found.append((one.start(), one.group() if plain else name))
    return " ".join(name for _, name in sorted(found))
