"""look: one colour grade for the whole film."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import PHOTO_EN, Sentence
from imgfree.local.film import Film

_TAIL = (
    r"(?:[ -](?:color |colour )?(?:tones?|look|feel(?:ing)?|vibe|mood|style|styling|grad(?:e|ing)|filter"
    r"|colou?rs?|aesthetic|atmosphere|palette|lighting|light|effect|finish|treatment|touch|hues?"
    r"|color grad(?:e|ing))(?![a-z]))*"
)
_TAIL_ZH = r"(?:的?(?:色调|色彩|调子|风格|滤镜|质感|感觉|氛围|色|调|效果|画面|风))*"
_LEAD = r"(?:(?:a|an|more|very|slightly|bit|little|the|some) )*"

# name -> forms. Names are the renderer's, but for black_and_white, which the draft spells its own way.
LOOKS: tuple[tuple[str, str], ...] = (
    (
        "black_and_white",
        rf"(?<![a-z])(?:black[ -](?:and|&|n)[ -]white|black & white|b ?& ?w|bnw|b/w|monochrome|grayscale"
        rf"|greyscale|b&w){_TAIL}(?![a-z])|黑白{_TAIL_ZH}|单色(?:调)?",
    ),
    (
        "sepia",
        rf"(?<![a-z])sepia{_TAIL}(?![a-z])|棕褐色调?|老照片(?:色调|效果|风格|感)"
        rf"|(?:泛|发|偏)黄{_TAIL_ZH}|旧照片{_TAIL_ZH}(?<!照片)|(?:老照片)(?:的|那种)+(?:感觉|味道|色调|质感)",
    ),
    (
        "more_contrast",
        r"(?<![a-z])(?:(?:more|higher|increase(?: the)?|add(?: more)?|boost(?: the)?|stronger|high"
        r"|raise(?: the)?|{more}) ?contrast{alittle}|contrast (?:up|higher)|(?<!less )contrasty|punchier(?:"
        r" contrast)?)(?![a-z])|(?:提高?|增加?|加大?|增强|加强|更高的?|拉高|调高"
        r"|高)(?:一?[点些下])?对比度?|对比度?(?:再|调|要|稍微)*(?:高|强|大|拉高|加强|提高|增强)(?:一?点|一?些)?"
        r"|(?:画面)?(?:反差"
        r"|明暗对比)(?:再)?(?:大|强)(?:一?点|一?些)?",
    ),
    (
        "less_contrast",
        r"(?<![a-z])(?:(?:less|lower|reduce(?: the)?|decrease(?: the)?|softer|low|{less}) ?contrast{alittle}"
        r"|contrast (?:down|lower)|less contrasty)(?![a-z])"
        r"|(?:降低?|减少?|减小|低|调低|拉低)(?:一?[点些下])?对比度?|对比度?(?:再|调|要|稍微)*(?:低|弱|小"
        r"|降低)(?:一?点|一?些)?",
    ),
    (
        "brighter",
        rf"(?<![a-z])(?:(?:it's |is )?too dark|brighter|brighten(?: (?:it|them|the \w+|up))*(?: up)?"
        rf"|(?:more|{{more}}) ?(?:brightness|exposure|light){{alittle}}|lighten(?: (?:it|them|up|the \w+))*"
        rf"|lighter(?= look|$|[,.])"
        rf"|bright and \w+|bright{_TAIL})(?![a-z])"
        rf"|(?:再|调|弄|更)*(?:亮|明亮)(?:堂)?(?:一?点|一些|些)|(?:画面|视频|照片|整体)?太暗了?|(?:有点|比较|拍得"
        rf"|拍的|稍微)+(?:偏)?[暗黑]了?(?=$|[,。;])"
        rf"|偏[暗黑](?=[^。]{{0,12}}亮)|调亮(?:一?点"
        rf"|一些)?|提亮"
        rf"|更亮|(?:提高?|增加?|加大?|调高|拉高)(?:一?[点些下])?(?:画面)?亮度|亮度(?:再|调|稍微)*(?:提高|调高|提升"
        rf"|加|高|大|拉高)(?:一?点|一?些)?"
        rf"|明亮{_TAIL_ZH}",
    ),
    (
        "darker",
        rf"(?<![a-z])(?:(?:it's |is )?too bright|darker|darken(?: (?:it|them|the \w+))?|(?:decrease|lower"
        rf"|reduce|less|{{less}}) ?(?:the )?(?:brightness|exposure)|dark (?:tones?|look|feel|vibe|mood|style"
        rf"|aesthetic)){_TAIL}(?![a-z])|(?:再)?暗(?:一?点|一些|些)|(?:画面|视频|照片|整体)?太亮了?"
        rf"|调暗(?:一?点|一些)?|压暗|更暗|(?:降低?|减少?|调低)(?:一?[点些下])?亮度|亮度(?:再|调|稍微)*(?:降低|调低"
        rf"|低|小)(?:一?点|一?些)?",
    ),
    (
        "cinematic",
        rf"(?<![a-z])(?:cinematic(?:ally)?|film(?:ic|-like)|movie[ -]like|hollywood|teal(?: (?:and"
        rf"|&) |-and-|[ -])orange){_TAIL}(?![a-z])|电影(?:感|质感|风格?|级|色调|化|般的?|大片感?){_TAIL_ZH}"
        rf"|大片(?:感|的感觉)"
        rf"|好莱坞(?:大片)?(?:的?(?:感觉"
        rf"|风格|感|质感))?",
    ),
    (
        "warm",
        rf"(?<![a-z])(?:warm(?:er|th|ly)?|golden(?:[ -]hour)?|cozy|cosy|sun-?kissed"
        rf"|sunny|sunlit|toasty|autumnal|amber|honeyed){_TAIL}(?![a-z])|(?:色调|色温|颜色|色彩"
        rf"|画面)?(?:整体)?(?:调|弄|走|再"
        rf"|更)*偏?暖(?:一?点|一?些|色调?|调|色系|光"
        rf"|黄色?调?)?{_TAIL_ZH}(?<=[暖点些色调系光感黄])|(?:夕阳|落日)(?:那种|的)?(?:金黄色?|色调?|感|暖光)"
        rf"|金黄色?调?|温暖{_TAIL_ZH}|温馨{_TAIL_ZH}"
        rf"|色温(?:调)?高(?:一?点|一?些)?",
    ),
    (
        "cool",
        r"(?<![a-z])(?:(?:cooler|colder|chillier)(?: (?:colou?r )?(?:tones?|look|colou?rs?|grade|feel|vibe|filter))?"
        r"|(?:cold|blu(?:e|ish))(?:,? (?:and )?(?:blue-?ish|blue|cold))? (?:grad(?:e|ing)|tones?|tint|cast)"
        r"|cold(?=,? \ue002)|cold(?:er)?(?: (?:tones?|look|colou?rs?|grade|filter|feel|vibe|blue)(?: grad(?:e|ing))?)"
        r"|cool(?:,|[ -])(?:blue |colou?r |toned )?(?:tones?|look(?:ing)? grade|look|grad(?:e|ing)|filter"
        r"|colou?rs?|palette|hues?|toned|temperature|light|blue|feel|mood)(?: grad(?:e|ing))?"
        r"|cool(?=,? (?:and )?\ue002)|cool(?=,? (?:and )?(?:cinematic|moody|desaturated|muted|clean|dark|nordic"
        r"|crisp)[ ,.])|(?:go|make (?:it"
        r"|them|everything)) cool(?=$|[,.;])"
        r"|(?:make (?:it|them) )?blue-?ish|icy|wintry|nordic(?: look| tones?)?)(?![a-z])|(?:色调|色温|颜色|色彩"
        r"|画面)?(?:整体)?(?:调|弄|走|再|更)*"
        r"偏?冷(?:一?点|一?些|色调?|调|色系|光|淡|(?<=偏冷)|(?=$|[,。]))"
        + _TAIL_ZH
        + r"|色温(?:调)?低(?:一?点|一?些)?",
    ),
    ("nostalgic", rf"(?<![a-z])nostalgi(?:c|a){_TAIL}(?![a-z])|怀旧{_TAIL_ZH}|回忆感"),
    (
        "vintage",
        rf"(?<![a-z])(?:(?:that |an? )?old (?:polaroid|vhs|super ?8|analogue|film camera)|(?:that |an? )?old"
        rf" (?=polaroid|film|photo|school|movie)|vintage|retro|old[ -](?:film|school|fashioned|time)|film[ -]look"
        rf"|polaroid"
        rf"|analog(?:ue)?|super ?8|vhs|old movie){_TAIL}(?![a-z])|复古{_TAIL_ZH}(?:再|要)?(?:强|重|浓|足)?(?:一?点"
        rf"|一?些)?"
        rf"|胶片(?:感|风|质感|色调|滤镜|风格|的?(?:老|那种)?(?:味道|感觉))?"
        rf"|老电影(?:感|风|风格)?|老?录像带(?:的?感觉|感|风|效果)?|港风|年代感",
    ),
    (
        "moody",
        rf"(?<![a-z])(?:mood(?:y|ier)|dark and moody|brooding|gloomy|noir){_TAIL}(?![a-z])|忧郁{_TAIL_ZH}"
        rf"|暗黑{_TAIL_ZH}|情绪感|氛围感|阴郁",
    ),
    (
        "vivid",
        rf"(?<![a-z])(?:vivid|vibrant|colou?rful|saturated|(?:more|increase(?: the)?|boost(?: the)?"
        rf"|higher|{{more}}) ?saturation{{alittle}}|(?:crank|turn|push|bump|boost|up|dial|pump)(?: up)? (?:the "
        rf"|all the )?colou?rs?(?: up| a bit| a little| a notch| more)*|make it pop"
        rf"|pop(?:ping)? colou?rs?|bold colou?rs?|rich colou?rs?|more colou?r(?:ful)?"
        rf"|punchy colou?rs?|(?:make )?(?:the )?colou?rs pop){_TAIL}(?![a-z])|鲜艳(?:一?点|一些)?{_TAIL_ZH}"
        rf"|鲜亮|(?:高|(?:提高?|增加?|加大?|调高|拉高)(?:一?[点些下])?)饱和度?|饱和度?(?:再|调|要|稍微)*(?:高|强"
        rf"|提高|拉高|加|大|拉满)(?:一?点"
        rf"|一?些)?|颜色(?:再|更)?(?:亮丽|浓|艳)(?:一?点"
        rf"|一?些)?|(?:色彩|颜色)(?:要)?(?:浓郁|丰富|鲜明|饱满)(?:一?点|一?些)?|艳丽|明艳",
    ),
    (
        "muted",
        rf"(?<![a-z])(?:{{less}} ?(?:saturation|colou?rs){{alittle}}|muted|desaturat\w+(?: (?:it|everything|them"
        rf"|the \w+))?{{alittle}}|faded|pastel|matte|washed[ -]out|less saturat\w+|(?:lower"
        rf"|reduce) (?:the )?saturation){_TAIL}(?![a-z])|低饱和度?|(?:颜色|色彩|色调|画面)太(?:鲜?艳|浓|饱和"
        rf"|花)(?:丽)?了?|(?:降低?|减少?|调低"
        rf"|拉低)(?:一?[点些下])?饱和度?|饱和度?(?:再|调|要"
        rf"|稍微)*(?:低|降低|拉低|弱"
        rf"|减)(?:一?点|一?些)?|淡雅|莫兰迪|灰调|褪色"
        rf"|(?:颜色|色彩|色调|画面)?(?:别|不要|不用)(?:那么|太|这么|过于)+(?:鲜)?(?:艳|浓|饱和)(?:丽)?",
    ),
    (
        "dreamy",
        rf"(?<![a-z])(?:dreamy|ethereal|hazy|dream-?like|fairy-?tale|magical){_TAIL}(?![a-z])"
        rf"|梦幻{_TAIL_ZH}|唯美{_TAIL_ZH}|仙气",
    ),
    ("fresh", rf"(?<![a-z])fresh(?:,)?(?: and (?:clean|bright))?{_TAIL}(?![a-z])|(?:小)?清新{_TAIL_ZH}|日系{_TAIL_ZH}"),
    (
        "clean",
        rf"(?<![a-z])(?:clean(?:,)?|minimal(?:ist(?:ic)?)?|crisp)(?: and (?:simple|modern|minimal"
        rf"|bright))?{_TAIL}(?![a-z])|干净{_TAIL_ZH}|简洁{_TAIL_ZH}|简约{_TAIL_ZH}|极简{_TAIL_ZH}",
    ),
    (
        "luxury",
        rf"(?<![a-z])(?:luxur(?:y|ious)|elegant|premium|high[ -]end|sophisticated|classy"
        rf"|upscale){_TAIL}(?![a-z])|高级感?{_TAIL_ZH}|奢华{_TAIL_ZH}|轻奢{_TAIL_ZH}|优雅{_TAIL_ZH}",
    ),
    (
        "soft",
        r"(?<![a-z])soft(?:er)?(?: (?:colou?r )?(?:tones?|look|feel|colou?rs?|light(?:ing)?|palette"
        r"|grad(?:e|ing)|aesthetic|vibe|mood|pastel\w*))+(?![a-z])|(?<![a-z])(?:colou?rs?|tones?|light(?:ing)?"
        r"|look|palette)"
        r"(?: (?:should be|are|is|to be|a bit|a little|nice and|more|very|quite|kept))* soft(?:er|ened)?(?![a-z])"
        r"|柔和的?(?:滤镜|风格|色调|色彩|光线|画面|质感|色)"
        r"|(?:色调|色彩|光线|画面|颜色)(?:要|再|更|偏)?柔(?:和)?(?:一?点|一?些)?|粉嫩(?:一?点|一?些)?|马卡龙色?"
        r"|奶油(?:色|风|感|系)(?:调|的)?|柔光",
    ),
    (
        "natural",
        rf"(?<![a-z])(?:(?:natural|neutral|true[ -]to[ -]life){_TAIL}|(?:(?:colou?rs?|tones?) (?:should |to )?(?:be "
        rf"|stay |look |kept |remain )?)natural"
        r"(?:ly)?)(?![a-z])|(?<=风格[:是为用])自然|自然(?:的)?(?:色调|色彩"
        r"|风格|质感)|原色",
    ),
)
# As often about the subject as about the colour: they count only with a noun of look behind or a frame before.
_NEEDS_FRAME = {"clean", "luxury", "fresh", "dreamy", "vivid", "muted", "natural", "brighter", "vintage"}
_NO_LOOK = (
    r"(?<![a-z])(?:no|without|remove(?: the)?|drop the|original) (?:(?:colou?r )?(?:filters?|grad(?:e|ing)"
    r"|look|effects on colou?r|colou?r correction)|colou?rs)(?![a-z])|(?:不要|去掉|取消|不加|别加)滤镜|原色"
)


def _hear_look(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    seen: set[str] = set()
    for name, source in LOOKS:

        def make(match: re.Match[str], name: str = name) -> Heard | None:
            if not _is_look(sentence, match, name):
                return None
            if negated(sentence, match.start()):
                return Heard("remove", {"what": "look"}, (match.span(),), extra={"look": name})
            op = "" if name in seen else "look"
            seen.add(name)
            return Heard(op, {"name": name}, (match.span(),))

        yield from hears(sentence, source, make)
    yield from hears(sentence, _NO_LOOK, lambda match: Heard("remove", {"what": "look"}, (match.span(),)))
    yield from hears(
        sentence,
        _UNNAMED,
        lambda match: Heard(
            "",
            {},
            (match.span(),),
            "applied" if seen else "declined",
            Say()
            if seen
            else Say(
                "which look? e.g. warm, cool, cinematic, vintage, vivid", "哪种风格？例如暖色、冷色、电影感、复古、鲜艳"
            ),
        ),
    )


_UNNAMED = (
    r"(?<![a-z])(?:colou?r[ -](?:grad(?:e|ing)|correct(?:ion|ed)?)|add (?:a )?filters?)(?: (?:it|them"
    r"|the (?:photos|video)))?(?![a-z])|(?:调(?:个|一下|一调|点)?色(?!调|彩)|加(?:个)?滤镜|美颜)"
)


def _is_look(sentence: Sentence, match: re.Match[str], name: str) -> bool:
    """Return whether the word grades the picture: not "vintage car photos", not "clean cuts", not "bright side"."""
    words, after = match.group(), sentence.folded[match.end() : match.end() + 40]
    if words == "cool":  # an adjective before others: "cool cinematic grade", not "cool photos"
        return bool(re.match(r",? (?:and )?(?:cinematic|moody|desaturated|muted|clean|dark|nordic|crisp|film)", after))
    if re.search(r"字体?$|字幕$", sentence.before(match.start(), 4)):
        return False
    if re.search(r"[\u4e00-\u9fff]", words):
        return not re.match(
            r"的?(?:[^,、。;做成变]{0,3})(?:照片|图片|相片|产品|转场|过渡|音乐|字体|标题|bgm|配乐|推|缩放|放大|平移)",
            after,
        ) or bool(re.search(r"(?:成|变|用|调)$", sentence.before(match.start(), 4)))
    if re.match(
        r"[ -](?:cuts?|transitions?|fonts?|text|titles?|wed|serif|voice|water|air|energy|design"
        r"|up (?:the )?(?:photo|picture|audio|image)|music|bakery|salon|fruit|flowers?|side|clothes"
        r"|clothing|jewel\w*|cars?|watches|furniture|wear|background)",
        after,
    ):
        return False
    if (
        re.search(r"^(?:colou?rs?|tones?) ", words)
        or re.search(_TAIL.replace("*", "+") + "$", words)
        or re.search(r"er$|en", words.split()[0])
    ):
        return True
    if name != "black_and_white" and re.match(rf"[ -](?:(?!and |with |into |to )[\w'-]+ ){{0,2}}?{PHOTO_EN}", after):
        return False
    if name in _NEEDS_FRAME:
        framed = re.search(
            r"(?<![a-z])(?:style|look|mood|feel|vibe|tone|grade|aesthetic|filter|colou?rs?)(?: should be"
            r"| is| kept| to be|:)? ?(?:\w+,? (?:and )?){0,2}$",
            sentence.before(match.start(), 40),
        )
        linked = re.match(
            r",? (?:and )?(?:[\w-]+,? (?:and )?){0,2}(?:tones?|look|feel|vibe|mood|style|grad|filter"
            r"|colou?rs?|aesthetic|video|reel|slideshow|clip|film)",
            after,
        )
        made = re.search(
            r"(?<![a-z])(?:make|made|keep|looks?|more|be|feel) (?:it |them |everything |the (?:video"
            r"|photos|colou?rs?|film|reel|pictures) )?(?:look |feel |more |a (?:bit|little) )*$",
            sentence.before(match.start(), 40),
        )
        comes = "," if words.endswith(",") else sentence.folded[match.end() :]
        alone = re.search(r"(?:^|[,.;:] ?|, and )$", sentence.before(match.start(), 12)) and re.match(
            r" *(?:$|[,.;!]|and [a-z]+ *(?:$|[,.;]))", comes
        )
        return bool(framed or linked or made or (alone and name not in ("brighter", "muted")))
    return True


def _edit_look(film: Film, heard: Heard, scene: Scene) -> Edit:
    said = list(dict.fromkeys(one.args["name"] for one in scene.heard if one.op == "look"))
    film = replace(film, looks=tuple(said))
    if len(said) > 1 and heard.args["name"] != said[-1]:
        return Edit(
            film,
            "approximated",
            Say(f"one colour grade at a time: {said[-1]} is used", f"一次一种调色：采用 {said[-1]}"),
        )
    return Edit(film)


LOOK = Operation("look", 55, _hear_look, _edit_look)
