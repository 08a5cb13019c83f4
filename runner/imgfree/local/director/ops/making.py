"""How a sentence says that a film is to be made: of photos, of clips, of what is there, or in so many words."""

import re

from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Heard, Scene
from imgfree.local.director.sentence import Sentence, pattern

VERB_EN = (
    r"(?<![a-z])(?:turn|mak|creat|convert|animat|combin|build|produc|generat|transform|compil|assembl|put"
    r"|craft|design|merg|stitch|string|cut|edit|need|want|giv|get|us|do|com|whip|knock|throw|prepar|render"
    r"|weav|join|chang|tak|spin)(?:e|es|ed|ing|s|ning)?(?![a-z])"
)
_MAKE_EN = (
    r"(?<![a-z])(?:mak|creat|build|produc|generat|need|want|giv|craft|design|put|compil|assembl|prepar|do"
    r"|render|edit|cut|like|whip)(?:e|es|ed|ing|s)?(?![a-z])"
)
_NEW_FILM_EN = r"(?:(?:a|an|one|some|another|into|as|single|nice|short|quick|new)[ -])(?:{near})??{video}"
VERB_ZH = (
    r"(?:(?:做|剪|弄|搞|整|拼|出|来|拍|发|导|编|排|凑|搓|串)(?:成|个|一|条|段|支|部|出|点)(?!下|些|张)|制作|生成"
    r"|变成|变为|剪成|剪个|剪一|拼成|合成|转成|转换成|转换为|转化为|转为"
    r"|弄成|弄个|弄一|搞成|搞个|串成|整成|整个|来个|来一|出个|出一|要个|要一|创建|创作|组成|编成|排成|导成"
    r"|改造成|做(?=\d|[一两三四五六七八九十])|剪(?=\d)|做(?=.{0,12}{videozh})|剪辑成|拼接成|合并成"
    r"|变(?=.{0,4}{videozh})|转(?=视频|成|为|gif|动图|mp4|短片))"
)


def _built(*spans: tuple[int, int]) -> Heard:
    return Heard("build", {}, spans)


_INDEXED = re.compile(
    r"(?<![a-z])(?:each|every|per|second|third|next|other|fourth|fifth|\d(?:st|nd|rd|th)) (?:\w+ )?$"
    r"|(?<![a-z])(?:first|last) $|(?<![a-z])(?:on|under|over|between|per) (?:the |all |my |every "
    r"|each )?(?:\w+ )?$"
)


def _photos_en(sentence: Sentence) -> re.Match[str] | None:
    """Return a mention of photos as material: not "photo 3", "each photo", "on the second photo"."""
    for match in sentence.search(r"(?<![a-z]){photo}(?! ?(?:#|no\.? ?)?\d)"):
        if not _INDEXED.search(sentence.before(match.start(), 40)):
            return match
    return None


def english(sentence: Sentence, scene: Scene) -> Heard | None:
    """Turn/make … photos … into/a video, in either order, within one sentence or two neighbouring ones."""
    photos = _photos_en(sentence)
    if photos is None:
        return None
    verb = sentence.first(VERB_EN) or sentence.first(r"(?:->|=>|→)") or sentence.whole(_FILM_FIRST)
    verb = verb or sentence.whole(_FILM_OF_PHOTOS) or sentence.first(_BARE_INTO)
    if verb is None:
        return None
    begin = _tail(verb) if verb.re in (pattern(_FILM_FIRST), pattern(_FILM_OF_PHOTOS)) else verb.span()
    film = next((found for found in map(sentence.whole, _FILMS_EN) if found), None)
    return _built(begin, photos.span(), _tail(film)) if film else None


_BARE_INTO = r"(?<=s )(?:in)?to(?= (?:a |an )?{near}{video})|->"
# A 10-second clip of my photos; TikTok video from these pictures: no verb at all.
_FILM_FIRST = (
    r"^ *(?:an? |one |some )?[^.,;!?]{0,50}?{video}(?= (?:(?:made |built |created |put together )?(?:from|of|with"
    r"|out of|using)"
    r"|showing|featuring) (?:[\w'-]+ ){0,4}?{photo})"
)
_FILM_OF_PHOTOS = (
    r"(?<![a-z])(?:a|an|one|some) [^.,;!?]{0,60}?{video}(?= (?:made |built |created |put together )?(?:from|of|out"
    r" of|using|with) (?:[\w'-]+ ){0,4}?{photo})"
)
_FILMS_EN = (
    _FILM_OF_PHOTOS,
    _FILM_FIRST,
    _NEW_FILM_EN,
    r"(?<![a-z])(?:into|to|as|for) {near}(?!tik|shorts|stor){video}",
    r"(?<![a-z])into (?=a|an|one|\d|{ratio})",
    r"(?<![a-z])(?:a|an|one|some) [^.,;!?]{1,60} (?:from|of|with|using|out of) (?:[\w'-]+ ){0,4}?{photo}",
    r"(?:->|=>|→|[:,-]) ?{near}(?:{video})",
)


def _tail(film: re.Match[str]) -> tuple[int, int]:
    """Return the span of the video noun alone, so that the words before it stay for other rules."""
    noun = re.search(r"[a-z0-9-]+(?: ?-?shows?)?$", film.group())
    start = film.start() + (noun.start() if noun else 0)
    return start, film.end()


def _animate(sentence: Sentence, scene: Scene) -> Heard | None:
    """Animate this photo …"""
    match = sentence.first(r"(?<![a-z])animat(?:e|ing)(?![a-z])(?={near}(?:{photo}|(?:it|this|them|these)(?![a-z])))")
    if match is None and scene.film is None:
        match = sentence.first(
            r"(?<![a-z])(?:combin|merg|stitch|string|compil|assembl|edit|put together|sequenc|link)(?:e|ing)?(?:"
            r" together)?"
            r"(?=(?: (?:the|my|our|these|those|all|this|\w+)){0,5}? {photo})"
        )
    return _built(match.span()) if match else None


def _merged(sentence: Sentence, scene: Scene) -> Heard | None:
    """Stitch these clips together; 两段视频拼在一起: a film of the clips, not of photos."""
    if sentence.whole(_MATERIAL_PHOTO):
        return None
    match = sentence.first(_MERGE)
    return _built(match.span()) if match else None


_MATERIAL_PHOTO = r"(?<![a-z])(?:photo|picture|image|pic|snapshot|selfie|still)s?(?![a-z])|照片|图片|相片|[张图]"
_MERGE = (
    r"(?<![a-z])(?:combin|merg|join|stitch|splic|concatenat|sequenc|glu|string|tie|link|piec|assembl|compil|append"
    r"|stick|mash)"
    r"(?:e|es|ed|ing)?(?: (?:together|up))?(?= [^.;]{0,50}?(?:clips?|videos?|footage|shots|segments|files|scenes"
    r"|recordings|together"
    r"|everything|all of (?:it|them))(?![a-z]))|(?<![a-z])put(?=(?: (?:the|my|these|those|both|all|two|three|\d+"
    r"|of|other))+ (?:\w+ )?(?:clips"
    r"|videos|segments|files|recordings)[^.;,]{0,12}? (?:together|back[ -]to[ -]back|one after|in (?:a row"
    r"|sequence|order)|into one))"
    r"|(?<![a-z])put(?= (?:them|these|both|it all|everything) together)|(?:合并|拼接|拼在一起|连接|连起来|接在一起"
    r"|接起来|串起来|串联|组合|拼起来"
    r"|合在一起|拼到一起|合成一(?:个|段|条))(?=[^,。]{0,8}(?:视频|片段|素材|镜头|成|$|[,。]))|(?<=视频)(?:合|拼"
    r"|接)(?:成|到|在|起)(?:一起|一个|一段|一条|来)?"
)


def slideshow(sentence: Sentence, scene: Scene) -> Heard | None:
    """Make a slideshow; a montage of …"""
    match = sentence.first(
        r"(?<![a-z])(?:slide ?-?show|photo ?(?:film|montage|reel|video|story)|picture video|image video)s?(?![a-z])"
    )
    if match is None or re.search(r"(?<![a-z])(?:the|this|my|that|to) (?:\w+ )?$", sentence.before(match.start())):
        return None
    verb = sentence.first(_MAKE_EN)
    return _built(*([verb.span()] if verb else []), match.span())


def chinese(sentence: Sentence, scene: Scene) -> Heard | None:
    """把/用 … 照片 … 做成 …; 照片 … 视频."""
    photos = None
    for match in sentence.search(r"(?<!第[一二三四五六七八九十\d]张)(?<!每张)(?<!每一张){photozh}"):
        if not re.search(r"(?:第[^,。]{1,3}张|每一?张|最后一张)$", sentence.before(match.start(), 8)):
            photos = match
            break
    else:
        photos = sentence.first(r"(?:这|那)[一二两三四五六七八九十\d]*张(?!{photozh})")
    if photos is None:
        return None
    verb = sentence.first(VERB_ZH)
    if verb is None:
        return None
    film = next((one for one in sentence.search("{videozh}") if one.start() >= verb.end()), None)
    return _built(verb.span(), photos.span(), *([film.span()] if film else []))


_REFERENCE_EN = (
    r"(?:turn|make|convert|transform|change|animate) (?:it|this|them|these|everything|all(?: of (?:it|them"
    r"|these))?)(?![a-z])"
)


_FOOTAGE = (
    r"(?<![a-z])(?:clips|footage|interview|recording|my (?:[\w-]+ )?videos?|(?:this|the|these) (?:(?!into|as"
    r"|to)[\w-]+ ){0,2}(?:clip|video)s?|from an? (?:[\w-]+ ){0,3}(?:clip|video))(?![a-z])|(?:这段|这个|这条"
    r"|我的)视频|时间线"
)
_FROM_FOOTAGE = (
    r"(?<![a-z])(?:mak|creat|build|produc|generat)(?:e|ing) (?:me )?(?:an?|one"
    r"|some) [^.,;]{0,30}?{video} (?:from|of|out of|using|with) (?:this|these|my|the) (?:[\w-]+ ){0,2}(?:clip"
    r"|video|footage)s?|(?<![a-z])turn (?:this|these|my|the) (?:[\w-]+ ){0,2}(?:clip|video"
    r"|footage)s? into an? [^.,;]{0,30}?{video}|(?:把|将|用)(?:这段|这个|这条|这些|我的)(?:视频|片段"
    r"|素材)(?:做成|制作成?|变成|合成)(?=[^,。]{0,12}{videozh})"
)
NEW_ZH = (
    r"(?:做|制作|生成|剪|弄|来|要|创建|创作|出|拍|搞|整|make|create|edit) ?(?:出|成)?(?:一|1)?(?:个|条|段|支"
    r"|部)(?=[^,。这那我]{0,16}(?:{videozh}|video|clip|slideshow))|(?:做|制作|生成|创建)(?=(?:一个?)?{time}[^,。这那我]{0,10}{videozh})"
)


_OUT_OF_THESE = (
    _MAKE_EN + r"(?= [^.;!?]{1,50} (?:out of|from|with|using) (?:these|them|those|all of (?:these|them))(?![a-z]))"
)


def _of_clips(sentence: Sentence, scene: Scene) -> bool:
    """Return whether a Chinese sentence cuts what was filmed: with clips there, 剪成30秒的vlog is a length."""
    cuts = scene.clips and (not scene.photos or sentence.whole("剪(?!纸|刀|影)|混剪"))
    return bool(cuts and sentence.chinese and not sentence.whole(_MATERIAL_PHOTO))


def indefinite(sentence: Sentence, scene: Scene) -> Heard | None:
    """Make a 10-second video; turn this into a reel; 做一个视频. Never from footage."""
    match = sentence.first(_FROM_FOOTAGE)
    if match is None and (sentence.whole(_FOOTAGE) or _of_clips(sentence, scene)):
        return None
    match = (
        match
        or sentence.first(
            _MAKE_EN + r"(?= (?:me |us )?(?:a|an|one|some)[ -]{near}{video}| (?:reel|video|clip|montage|film|movie"
            r"|vlog)(?![a-z]))"
        )
        or sentence.first(NEW_ZH)
    )
    if match is None and scene.film is None:
        match = sentence.first(_REFERENCE_EN + r"(?= into {near}{video})") or sentence.first(_OUT_OF_THESE)
        match = match or sentence.first(r"(?:做成|变成|生成|转成|剪成|制作成?)(?=[^,。]{0,16}{videozh})")
    if match is None:
        return None
    noun = sentence.first(r"(?:{video}|{videozh})(?:片)?")
    return _built(match.span(), *([noun.span()] if noun and noun.start() > match.end() else []))


_VAGUE = (
    r"(?<![a-z])(?:start (?:all )?over(?: again)?|start again|reset(?: everything)?|from scratch)(?![a-z])"
    r"|重新开始|重来|重做|从头(?:开始|来)|(?<![a-z])(?:edit (?:my|this|the|a|these) (?:video|clip|film|footage"
    r"|photos?|pictures?|images?)s?|help me (?:create|make|edit)(?: (?:a|an|my|this|some))?(?: (?:video|clip"
    r"|reel))?|(?:make|do) (?:it|this|something|me something|(?:my|the|our|these|this|all)(?: [\w-]+){0,2} (?:video"
    r"|clip|film|footage"
    r"|photos?|pictures?|images?|reel)s?) (?:look )?(?:a (?:bit"
    r"|little) )?(?:more )?(?:nicer|nice|pretty|good|beautiful|cool|awesome|better|great|amazing|pop"
    r"|professional|special)|(?:make|create) something(?: nice| cool)?|just (?:do|make) it|surprise me"
    r"|(?:combine|merge|join|put) (?:everything|all)(?: (?:that )?i(?:'ve)? (?:just )?(?:uploaded|sent"
    r"|gave you))?(?: together)?"
    r"|(?:improve|polish|spruce up|jazz up|clean up|fix up|tidy up|freshen up|level up) (?:it|this|my|the"
    r"|these)(?: (?:video|clip|footage|film|photos?))?s?"
    r"|do your (?:thing|magic)|work your magic|make (?:a|my) videos?(?= *$| *[.,!?])|make magic)(?![a-z])"
    r"|剪一下|剪辑一下|帮我剪辑?|做(?:得)?好看(?:一?点|些)?|弄好看(?:一?点|些)?|帮我做(?:个|一个)?视频"
    r"|你看着(?:弄|办|做|来|剪)|随便(?:帮我)?(?:剪|做|弄)(?:一下|一?个)?|美化一下|优化一下|做(?:一)?个视频"
    r"|处理一下|(?:编辑|剪辑)(?:我的|这个"
    r"|这段)?视频"
)


def _vague(sentence: Sentence, scene: Scene) -> Heard | None:
    """Edit my video; 剪一下: build with the defaults, all of them said; once there is a film, ask for more."""
    match = sentence.first(_VAGUE)
    if match and scene.film is None and not scene.photos and any(one.op for one in scene.heard):
        return Heard("", {}, (match.span(),))  # the rest of the sentence says what is to be done with the clip
    if match is None or scene.film is None:
        return _built(match.span()) if match else None
    if re.match(r"start|reset|from|重|从头", match.group()):
        return _built(match.span())
    note = Say(
        "say what: 'brighter', 'faster', 'warm', 'slower zoom', a title",
        "请说具体一点：“亮一点”“节奏快一点”“暖色”“加标题”",
    )
    return Heard("", {}, (match.span(),), "declined", note)


def _material_only(sentence: Sentence, scene: Scene) -> Heard | None:
    """9:16, 12 s, all my photos: the first sentence lists what the film is made of and says no verb."""
    if scene.film is not None:
        return None
    match = sentence.first(
        r"(?<![a-z])(?<!on )(?<!from )(?<!in )(?<!to )(?:all (?:of )?(?:my |the |these )?"
        r"|use (?:all )?(?:my |the |these )?|{numen} )(?:[\w'-]+ ){0,2}?{photo}|(?:全部|所有"
        r"|用)(?:的)?(?:{numzh}张)?{photozh}|{photozh}(?:都用上|都要|全用上)|用{numzh}张图"
        r"|{photozh}的?(?=幻灯片|相册|短片|视频|vlog|轮播|混剪)|{numzh}张[^,。;的第]{0,8}?{photozh}|(?:这|那)(?:几|些"
        r"|{numzh})张(?![^,。]{0,3}(?:放|移|删|换))"
    )
    if match is None or re.search(
        r"(?:去掉|删掉|去除|第|给)[^,。]{0,4}$|(?<![a-z])(?:remove|delete|first|last) (?:the )?$",
        sentence.before(match.start(), 16),
    ):
        return None
    noun = re.search(r"[a-z]+$|(?<=[^用])张.*$|(?:照片|图片|相片|图)", match.group())
    start = match.start() + (noun.start() if noun else 0)
    return _built((start, match.start() + (noun.end() if noun else len(match.group()))))


_ALONE = (
    r"^ *(?:(?:please|hi|hey|hello|ok|so)[, ]+)?(?:an?|one) (?:[\w'-]+,? ){0,6}?{video}(?=[ ,.:;-]|$)"
    r"|^ *(?:(?!(?:the|my|this|that|edit|trim|cut|make|add|remove|caption|export|speed|loop)(?![a-z]))[\w'-]+,?"
    r" ){0,4}?{video}(?= (?:(?:of|about|for) (?:our|my|the|a)(?![a-z])|please|pls|plz))"
    r"|^ *(?!(?:把|将|给|这|那|原|去|删|剪|加|让|用|改|方|横|竖|视|短|影|片|我|想|做|要|导|整))[^,。;:的\d]{2,12}?"
    r"(?:视频|短片|宣传片|vlog|混剪|集锦|相册|纪念册|回忆录|大片|广告|预告片?|mv|开场)(?=[,。: ])"
)


# Turn my book cover into a promo video, make this menu an animated clip: whatever the noun, it is the material.
_ANYTHING = (
    r"(?<![a-z])(?:turn|convert|transform|mak|chang|animat|morph|transition|spin|remix|rework|evolv|develop|adapt"
    r"|repurpos|reimagin|tak|edit|combin|merg|stitch|join|us|get|put|craft|compil|bring)(?:e|ing"
    r"|s)? (?=(?:[^.;!?]{1,80}?"
    r" )??(?:in)?to (?:an?|one|some|my|our|the)? ?{near}{video}|(?:{photo}|(?:the|my|our|all) {photo}|these|them"
    r"|this|those|everything|it all)[^.;!?]{0,40} (?:in)?to "
    r"(?:an?|one|some|my|our|the) |(?:my|this|our|these|the|an?"
    r"|your) [^.;!?]{1,60}? (?:in)?to (?:an? )?(?:[\w-]+ )?{secs})"
)
# Rotate my sneaker in a product video; I'd love a 1-minute film: with photos there and no film yet, it is made of them.
_SOME_FILM = (
    r"(?<![a-z])(?:an?|one|some|another|my|our|in|as"
    r"|for) (?:[\w'&:-]+,? ){0,6}?(?P<film>{video})"
    r"|(?<![a-z]){photo} in, (?P<film2>{video}) out"
    r"|(?<![a-z])(?:turn|make|convert|transform|animate) (?:my|the|these|this|our|all)(?: \w+)? {photo} (?P<film3>into)"
    r"|(?<![a-z])(?P<film4>set) (?:my |the |these |this |our |all )+(?:\w+ )?{photo} to(?![a-z])"
    r"|(?<![a-z])(?:{secs}) (?:of|from|with|out of) (?:(?:my |the |these |our |all |your )*(?:[\w'-]+ ){0,3}?"
    r"(?P<film5>{photo})|(?:my|our|these) (?P<film6>[\w'-]+))"
    r"|(?<![a-z])(?:love|like|want|need|make|create|do)(?: me| us)? (?P<film7>something)(?![a-z])"
)


def _anything(sentence: Sentence, scene: Scene) -> Heard | None:
    """Turn my book cover into a promo video: the first sentence, with photos there, whatever they are called."""
    if scene.film is not None or scene.clips or not scene.photos:
        return None
    if match := sentence.first(_ANYTHING):
        verb = match.group().split()[0]
        return _built((match.start(), match.start() + len(verb)))
    match = sentence.first(_SOME_FILM)
    if match is None or re.search(r"(?<![a-z])(?:to|on|from|over) $", sentence.before(match.start())):
        return None  # "captions to a product video": the film is there
    name = next(key for key, value in match.groupdict().items() if value)
    return _built(match.span(name))


def _alone(sentence: Sentence, scene: Scene) -> Heard | None:
    """A 30-second promo of our trip; 健身房招生视频，…: the first sentence names the film and no verb."""
    if scene.film is not None or scene.clips:
        return None
    match = sentence.whole(_ALONE)
    return _built(_tail(match)) if match else None


_ROUGH = (
    r"(?<![a-z])(?:(?:an?|the|my|this) )?(?:rough|first|quick) (?:cut|edit|draft|assembly|pass)(?![a-z])"
    r"|(?:先|开始|来|做|剪|出)*(?:一?[个版])?(?:粗剪|初剪|初稿|毛片)(?:一?[个版遍下]|版本?|开始)*"
)


def _rough(sentence: Sentence, scene: Scene) -> Heard | None:
    """Start with a rough cut; 先粗剪一版: a film of everything there is, to be refined later."""
    match = sentence.first(_ROUGH)
    if match is None or (scene.film is not None and not scene.film.shots):
        return None
    if scene.film is not None:  # there is one already, and nothing of it is undone
        return Heard("", {}, (match.span(),), note=Say("the film as it stands is one", "现有影片即是"))
    return _built(match.span())


FINDERS = (
    english,
    _animate,
    _rough,
    slideshow,
    chinese,
    _merged,
    indefinite,
    _vague,
    _material_only,
    _alone,
    _anything,
)
