"""music: the bed under the film, by file, by mood, or none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.assets import Asset
from imgfree.local.director.ops.moods import ENDS, MOOD, moods
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence, pattern
from imgfree.local.film import Film, Music

_MOODS_EN = (
    rf"(?:(?:(?:some|a|an|any|nice|good|simple|quiet|beautiful|subtle|little|bit of|more|very|kind of|the|my"
    rf"|own)[ ])*(?:(?<![a-z]){MOOD}{ENDS}(?:[ ,/&-]+(?:and )?)?)+(?:的|一?点|风格?|感|style|系|类|型|级|一些)*[ ]?)"
)
NOUN_EN = (
    r"(?:(?:background|bg|backing|instrumental|theme)[ -]?)?(?:music|soundtrack|songs?|bgm|tunes?|audio track"
    r"|(?:mp3|wav|m4a)(?: audio)? (?:track|file|song)|score|melody|backing track|music track|music bed"
    r"|track(?! ?(?:the|a|\d|summary|list|s? my))"
    r"|beats(?= (?:in the background|under|playing|as))|instrumental)(?: track| bed| file)?(?![a-z])"
)
NOUN_ZH = (
    r"(?:背景音乐|背景乐|音乐|配乐|bgm|曲子|歌曲|歌(?!手|词)|乐曲|伴奏|背景声|音轨|轻音乐|钢琴曲|大提琴曲?"
    r"|小提琴曲?|纯音乐|吉他曲|主题曲|插曲|(?:电子|爵士|摇滚|古典|民|交响|管弦|流行|乡村|蓝调|国|雷鬼|轻)乐"
    r"|(?:轻|流行|民谣|说唱|嘻哈|圣诞|生日|古筝|二胡|琵琶|小夜|摇篮|舞|进行|抒情|快|慢)[歌曲])"
)
_FILE = r"[\w\u4e00-\u9fff][\w\u4e00-\u9fff()&+.-]*\.(?:mp3|wav|m4a|aac)(?![a-z])"
_GENRE = (
    r"(?:jazz|lullaby|drum (?:and|&|n) bass|orchestral|lo-?fi|techno|edm|hip[ -]?hop|synthwave|house|ambient"
    r"|classical|blues|funk|disco|爵士|电音|摇滚)"
)
_INSTRUMENT = (
    r"(?:guitar|piano|strings|violin|cello|sax(?:ophone)?|ukulele|drums|harp|flute|harmonica|钢琴|吉他|小提琴"
    r"|大提琴|萨克斯|古筝"
    r"|尤克里里|口琴|笛子)"
)
_UNDER = (
    r"(?: (?:playing )?(?:quietly |softly )?(?:in the background|underneath(?: it)?|under (?:it|everything|the"
    r" \w+)|behind (?:it|everything|the \w+)"
    r"|over (?:it|everything|the top|the whole \w+)|on top|throughout))?"
)


def _hear_music(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    named = list(hears(sentence, _FILE, lambda match: _file(sentence, match, scene)))
    named += hears(sentence, "{lit}", lambda match: _quoted_file(sentence, match, scene))
    named += hears(sentence, "{lit}", lambda match: _song(sentence, match))
    yield from named
    yield from hears(
        sentence, _CLIP_SOUND, lambda match: Heard("level", {"gain": 0.0}, (match.span(),), extra={"clips": True})
    )
    yield from hears(sentence, _NONE, lambda match: _silent(match, scene), once=True)
    yield from _frames(sentence, scene)
    had: list[Heard] = []
    nouns = list(_nouns(sentence, scene))
    if sentence.whole(NOUN_ZH) or (scene.film and scene.film.music):
        nouns += hears(sentence, _ANOTHER, lambda match: _wanted(moods(match.group()), match.span(), scene))
    if named or any(one.args.get("mood") for one in nouns):
        nouns = [replace(one, op="") if one.args in ({}, _wanted("", (0, 0), scene).args) else one for one in nouns]
    for heard in _described(sentence, nouns):
        if (had and heard.args == had[-1].args) or (had and not heard.args.get("mood")):
            heard = replace(heard, op="")
        had.append(heard)
        yield heard


def _silent(match: re.Match[str], scene: Scene) -> Heard:
    """Return no music; "mute it" of clips under which no music lies is their own sound turned off."""
    bare = re.match(r"(?:mute|静音|消音|silence)", match.group()) and not re.search("music|音乐", match.group())
    meant = re.match(
        r" (?:the |my |all |these |those |of )*(?:clips?|videos?|footage)(?![a-z])", match.string[match.end() :]
    )
    if bare and scene.clips and (meant or scene.film is None or scene.film.music is None):
        return Heard("level", {"gain": 0.0}, (match.span(),), extra={"clips": True})
    return Heard("music", {"none": True}, (match.span(),))


_GENRE_ALONE = r"(?:^|(?<=[,。; ]))(?P<core>电音|爵士|摇滚|民谣|嘻哈|说唱|古典)(?:风格?|范|感)?(?=$|[,。;])"
_ANOTHER = (
    rf"换(?:一?首|一?个|一?段|成|点)?(?:更|再|稍微)?{MOOD}(?:一?[点些]|的|那种|系|风格?)+(?:歌|曲子)?(?=$|[,。;])"
)
_AFTERWARDS = (
    rf"[ ,，]+(?:要|来|选|用|风格|最好|是|偏|走|氛围|感觉|整体|尽量|点|首|得|比较|有点|稍微)*{MOOD}(?:系|风格?|感|类"
    rf"|型|一?[点些]|的|那种|调调|就行|就好)*"
    rf"(?=$|[,。;，；])"
)


def _described(sentence: Sentence, nouns: list[Heard]) -> Iterator[Heard]:
    """Yield the music with the mood that follows its noun: 配背景音乐，要舒缓的."""
    for one in nouns:
        bare = one.op and not one.args.get("mood") and not one.args.get("none") and not one.extra.get("named")
        after = pattern(_AFTERWARDS).match(sentence.left, one.spans[-1][1]) if bare and sentence.chinese else None
        wish = re.match(r"[ ,，]+(?:要|来|选|用|风格|最好|是|偏|氛围)", after.group()) if after else None
        if after and wish:
            span = sentence.take(*after.span())
            one = replace(one, args={"mood": moods(after.group())}, spans=(*one.spans, span))
        yield one


def _file(sentence: Sentence, match: re.Match[str], scene: Scene) -> Heard:
    start, end = match.span()
    name = sentence.raw[start:end]
    known = next((asset.filename for asset in scene.sounds if name.lower().endswith(asset.filename.lower())), "")
    trimmed = name[len(name) - len(known) :] if known else _FILE_LEAD.sub("", name)
    return Heard("music", {"file": trimmed}, ((start + len(name) - len(trimmed), end),))


# What runs into a file name where Chinese has no spaces: "BGM用我传的song.mp3"; a purely Chinese name keeps its words.
_FILE_LEAD = re.compile(
    r"^(?:(?=.*[\u4e00-\u9fff])(?:bgm|BGM)?[\u4e00-\u9fff]+(?=[\w-]*[A-Za-z\d][\w-]*\.\w+$)|(?:请|把|音乐|背景音乐"
    r"|配乐|用|换成"
    r"|使用|改用|配上|加上"
    r"|加|改成|和|及|与|配)+)"
)


def _quoted_file(sentence: Sentence, match: re.Match[str], scene: Scene) -> Heard | None:
    name = sentence.literal(match.start())
    asset = scene.named(name)
    if re.search(r"\.(?:mp3|wav|m4a|aac)$", name.lower()) or (asset and asset.file_type == "audio"):
        return Heard("music", {"file": asset.filename if asset else name}, (match.span(),))
    return None


_SONG_BEFORE = re.compile(
    r"(?:bgm|音乐|配乐|歌曲?|曲子|背景乐|那首|这首)[^,。;\ue001写字题]{0,8}$|放(?:一?首|点|段|着)?$"
    r"|(?<![a-z])(?:songs?|music|track|tune|soundtrack|sung by|set to|play(?:ing)?)(?: (?:called|named|titled|by"
    r"|is|to|from|:|\w+'s))*[ :]*$"
    r"|[a-z]'s $"
)
_SONG_AFTER = re.compile(
    r" ?(?:by [a-z ]{2,20}?)?(?: as| for| playing| in)? (?:the |our |my |a )?(?:background )?(?:music|songs?"
    r"|soundtrack|track)(?![a-z])"
    r"|(?:这|那)?首(?:歌|曲)|做?为?(?:背景音乐|配乐|bgm)"
)


def names_a_song(sentence: Sentence, start: int) -> bool:
    """Return whether the quoted words are the name of a piece of music: BGM用《晴天》, the song "Yellow"."""
    after = sentence.folded[sentence.ends[start] :][:50]
    before = sentence.before(start, 24)
    named = sentence.raw[start] == "《" and re.search(
        r"(?:配|用|放|来|换|要|听|首)(?:上|成|的|一?首|个|那首)?$", before
    )
    return bool(named or _SONG_BEFORE.search(before) or _SONG_AFTER.match(after))


def _song(sentence: Sentence, match: re.Match[str]) -> Heard | None:
    named = names_a_song(sentence, match.start())
    return Heard("music", {"file": sentence.literal(match.start())}, (match.span(),)) if named else None


_CLIP_SOUND = (
    r"(?<![a-z])(?:(?:mute|remove|kill|drop|silence|strip|turn off|get rid of|lose|no|without|cut)(?: out)? (?:the"
    r" |my |its |their |any |all )*"
    r"(?:original|clips?'?s?|source|video'?s?|camera|existing|native|own|ambient) (?:audio|sound|noise|soundtrack"
    r"|track|volume)s?"
    r"|(?:no|without|mute|remove) (?:the |any )?(?:audio|sound) (?:from|of|on|in) the (?:clips?|videos?"
    r"|footage))(?: (?:from|of|in|on) the (?:clips?"
    r"|videos?|footage))?(?: track)?(?![a-z])|(?:去掉|关掉|去除|不要|静音|消掉|删掉|关闭|取消)(?:视频|素材"
    r"|片段)?的?(?:原声|原音|原来的声音|现场声)|原声"
    r"(?:去掉|关掉|不要了?|静音|关闭|消掉|删掉)|(?:视频|素材|片段)(?:的)?(?:原声|声音)(?:关掉|去掉|静音|不要)"
)
_NONE = (
    r"(?<![a-z])(?:(?:no|without(?: any)?|zero|skip(?: the)?|don't (?:add|use|want|put|include|need)(?: any)?"
    r"|do not (?:add|use|want)(?: any)?) (?:background |bg )?(?:music|sound|audio|soundtrack|song"
    r"|bgm)(?: at all| track)?(?! (?:from|of) the clips?)|mute(?:d(?! (?:colou?rs?|tones?|looks?"
    r"|palette|hues?)))?(?: (?:it|the (?:video|sound|audio|music|film"
    r"|reel)|everything|this"
    r"|all))?|silent(?:ly)?(?! (?:e|film))|silence(?=$|[,.;!]| please)|in (?:complete |total )?silence|soundless"
    r"|make it silent|turn off (?:the )?(?:music|sound|audio)"
    r"|turn (?:the )?(?:music|sound|audio) off|(?:music|sound|audio) off)(?![a-z])|(?:不要|不用|不加|不需要"
    r"|不配|别加|别放|别配|无需|无|没有|不放|关掉|关闭|不带)(?:任何|加|放|配|用|背景)*(?:音乐|配乐|bgm|声音"
    r"|背景音乐|背景乐)|静音|无声|无音乐|消音|(?:音乐|配乐|bgm)(?:就|都|也)?(?:关掉|关了|不要了?|不用了?|不需要|不加"
    r"|免了|去掉|取消)(?!太|那么|加)"
)


def _frames(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Music: cinematic acoustic …; the frame owns its adjectives up to the next stop."""

    def make(match: re.Match[str]) -> Heard | None:
        level = re.search(r"[-]?\d+(?:\.\d+)? ?(?:%|db)|(?:quiet|loud|low|soft)(?:ly)? volume", match.group("rest"))
        end = match.start("rest") + level.start() if level else match.end()
        mood = moods(sentence.folded[match.start("rest") : end])
        wish = re.match(
            r"(?:有|像|带)?([\u4e00-\u9fff]{1,8})的?(?:感觉|风格|味道|氛围|风情|那种|那味)(?:的|吧)?$",
            match.group("rest"),
        )
        if wish and not mood and "要" in match.group("colon"):
            return _wanted(wish.group(1).removesuffix("的"), (match.start(), end), scene)
        if ":" not in match.group("colon") and not mood:
            return None
        if not match.group("colon") and not re.match(
            rf"(?:{MOOD}(?:又|且|而|、)?)+(?:系|风格?|感|类|向|型|级)?(?:一?[点些]|的|$)", match.group("rest")
        ):
            return None  # 音乐大气磅礴的…, but not the adjective of the next noun
        if re.match(r" ?(?:none|no(?:ne)?$|off|无|不要|不加|没有)", match.group("rest")):
            return Heard("music", {"none": True}, (match.span(),))
        file = re.match(r"[^\ue002]*\ue002", match.group("rest"))
        if file and not mood:
            return None
        return _wanted(mood, (match.start(), end), scene)

    yield from hears(
        sentence,
        rf"(?<![a-z])(?:{NOUN_EN}|audio|{NOUN_ZH})(?P<colon> ?: ?|(?:要|用|是|选|来点|得|再|更|稍微|尽量|风格|偏"
        rf"|走|可以|最好|来|配|点|个|首"
        rf"|比较)+| should be | is "
        rf"| to be | that(?:'s| is) | (?:a (?:bit|little) )?more "
        rf"|(?<=[\u4e00-\u9fffm])(?=[\u4e00-\u9fff]))(?P<rest>[^.,;。；，\n]*)",
        make,
        once=True,
    )


_LEAD = (
    r"(?:(?<![a-z])(?:use|with|to|set to|add|play|put|insert)? ?(?:the|my|a|an|some|this|uploaded|own|provided"
    r"|attached|给|加|配|上传的|我的|这首|一?首|一?段|一?点|个|些|上|我上传的|我[传发]的(?:那首|那个)?"
    r"|附件里?的)* ?)"
)
_REPLACED_BY = (
    rf"(?<![a-z])(?:replace|swap|change|switch) (?:out )?(?:the |my |current |original )*(?:{NOUN_EN}"
    rf"|audio(?: track)?|sound) (?:track )?(?:with|for|to|into|by) (?P<by>[^.,;。]*)|(?:把|将)?(?:{NOUN_ZH}"
    rf"|声音)(?:换成|改成|换为|替换为|改为|换)(?P<byzh>[^.,;。，；]*)"
)


def _nouns(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Music by its noun, with the mood words before it, or by its genre alone."""

    def swapped(match: re.Match[str]) -> Heard | None:
        rest = match.group("by") or match.group("byzh") or ""
        if "\ue002" in rest:
            return None
        return _wanted(moods(rest), match.span(), scene)

    def plain(match: re.Match[str]) -> Heard | None:
        start = match.start("core") if match.group("core") else match.start()
        if re.match(
            r"(?: (?:video|clip|festival|lovers?|school|box|note|stand|teacher|band|shop|store|photos?"
            r"|files? format))|(?:节(?!奏)|会(?!有)|家|老师|教室|厅)",
            sentence.folded[match.end() : match.end() + 12],
        ):
            return None
        if re.match(r"(?: called| named| titled|:)? ?[\ue001\ue002]", sentence.left[match.end() :]) and sentence.folded[
            match.end() :
        ].lstrip().startswith("\ue001"):
            return None  # the song "Happy Birthday" was heard by its name
        if negated(sentence, start):
            return Heard("music", {"none": True}, (match.span(),))
        said = moods(match.group())
        if own := _own_words(sentence, match, said, scene):
            return _wanted(sentence.folded[slice(*own)].strip(" ,"), (own[0], match.end()), scene)
        heard = _wanted(said, match.span(), scene)
        return replace(heard, extra={"named": True}) if _only_named(match, heard, scene) else heard

    yield from hears(sentence, _REPLACED_BY, swapped)
    yield from hears(sentence, _GENRE_ALONE, plain)
    yield from hears(
        sentence,
        rf"{_LEAD}?(?P<core>(?:{_MOODS_EN})?(?:{NOUN_EN}|{NOUN_ZH}|(?<=ambient"
        rf" )sounds?(?![a-z]))){_UNDER}",
        plain,
    )
    yield from hears(
        sentence,
        rf"(?:(?:add|play|put|use|set to|with|want|have|a bit of|a little|some|soft|gentle|quiet|slow|solo"
        rf"|acoustic|classical|to) )+(?P<core>(?:{_MOODS_EN})?"
        rf"(?<![a-z]){_INSTRUMENT}(?: (?:melody|piece|playing|sounds?))?(?![a-z])(?! (?:photo|picture|lesson"
        rf"|teacher|shop|video|class|school)))"
        rf"{_UNDER}|(?:加|配|来|放|要)(?:点|段|上|个|些)?(?P<core2>(?:[^,。;\ue002]{{0,4}}的)?{_INSTRUMENT}(?:声"
        rf"|曲|伴奏)?)",
        plain,
    )
    yield from hears(
        sentence,
        rf"(?:set to|with|to|over|add|some|play|use|加点?|配上?|来点|用)(?: (?:a|an|some|soft"
        rf"|nice))* ?(?P<core>(?:{_MOODS_EN})?(?<![a-z]){_GENRE}(?![a-z]))(?: (?:vibe|feel|groove"
        rf"|beat)s?)?{_UNDER}|(?:^|(?<=, )|(?<=and ))(?P<core2>(?:{_MOODS_EN})?(?<![a-z]){_GENRE}(?![a-z]))(?="
        rf" (?:underneath|under |in the background|playing)){_UNDER}|(?:^ *|(?<=[,.;:] ))(?P<core3>(?:{_MOODS_EN})?"
        rf"(?<![a-z])(?:{_GENRE}|{_INSTRUMENT})(?![a-z]))(?=,? please| ?\ue002|,? quiet(?:ly)?)",
        plain,
    )


_NOT_A_MOOD = re.compile(
    r"(?:\d.*|add|play|put|insert|use|using|with|without|and|or|but|to|in|on|at|of|for|from|over|under|by|as|the|a"
    r"|an|my|our"
    r"|your|this|that|some|any|no|more|own|uploaded|attached|background|new|same|current|existing|original|please|also"
    r"|then|set|have|has|want|need|needs|like|love|include|including|choose|pick|find|give|keep|make|turn|let|is|it|its"
    r"|change|replace|swap|lower|raise|plus|all|nice|good|suitable|appropriate|fitting|matching|free|royalty-free"
    r"|licensed"
    r"|great|right|subtle|instead|just|only|little|bit|mute|remove|drop|match|cut|fade|loop|sync|normali[sz]e|duck"
    r"|bring"
    r"|when|while|if|where|once|after|before|during|so|because|me|us|them|put|get|start|stop|end|first|second|last"
    r"|louder"
    r"|quieter|softer|music|song|audio|video|whole|entire|main|provided|given|supplied|feel|mood|style|kind|pace|tempo|rhythm|looks?|titles?|captions?|zooms?|cuts|transitions?)"
)


def _own_words(sentence: Sentence, match: re.Match[str], said: str, scene: Scene) -> tuple[int, int] | None:
    """Return where the adjectives before the noun stand, known moods or not: "Italian accordion music"."""
    noun = re.search(rf"{NOUN_EN}$", match.group().rstrip()) if match.re.groups else None
    if noun is None or sentence.chinese:
        return None
    before = sentence.left[: match.start() + noun.start()]
    run = re.search(r"(?<![a-z])(?:[a-z][\w'&/-]* ){1,6}$", re.sub(r"(?:background|bg) $", "", before))
    if run is None:
        return None
    kept: list[re.Match[str]] = []
    for word in reversed(list(re.finditer(r"[\w'&/-]+", run.group()))):
        joins = word.group() in ("and", "but") and kept and word.start() and moods(run.group()[: word.start()])
        if _NOT_A_MOOD.fullmatch(word.group()) and not joins:
            break
        kept.insert(0, word)
    while kept and kept[0].group() in ("and", "but"):
        kept.pop(0)
    if not kept or len(kept) > 4 or (said and all(moods(word.group()) for word in kept)):
        return None
    start = run.start() + kept[0].start()
    film = scene.film is not None and scene.film.music is not None
    return None if film and not said else (start, run.start() + kept[-1].end())


def _only_named(match: re.Match[str], heard: Heard, scene: Scene) -> bool:
    """Return whether the music that is there is meant and no new one asked for: "turn the music down"."""
    if scene.film is None and re.search(r"[\u4e00-\u9fff]", match.string):
        after = match.string[match.end() : match.end() + 6]
        turned = re.match(r"的?(?:音量|声音)?(?:\ue002|音量|声音|调|开[到大小]|降|减|太|再)", after)
        return bool(turned and scene.said("level") and not re.search(r"加|配|用|我|传|来|首|段", match.group()))
    if scene.film is None or heard.args.get("mood") or (scene.film.music is None and not scene.said("level")):
        return False
    return not re.match(r"(?:use|with|add|play|put|insert|加|配|用)", match.group())


def _wanted(mood: str, span: tuple[int, int], scene: Scene) -> Heard:
    if mood:
        return Heard("music", {"mood": mood}, (span,))
    sounds = scene.sounds
    return Heard("music", {"file": sounds[0].filename} if sounds else {}, (span,))


def _edit_music(film: Film, heard: Heard, scene: Scene) -> Edit:
    if heard.args.get("none"):
        return Edit(_muted(film), "applied", Say("no music", "无音乐"))
    mood = heard.args.get("mood")
    asset = _asset(heard, scene)
    if asset is None:
        film = replace(film, mood=mood or film.mood)
        wished = f" '{mood}'" if mood else ""
        file = heard.args.get("file")
        if file and not scene.named(str(file)):
            return Edit(film, "declined", Say(f"'{file}' is not among the uploads", f"上传的文件里没有“{file}”"))
        level = Say("; level stored", "；音量已记下") if scene.said("level") or film.gain is not None else Say()
        return Edit(
            film,
            "declined",
            Say(
                f"no music file{level.en}: nothing is composed here{wished}; upload an MP3, WAV, M4A or AAC, or use "
                "--backend nemo",
                f"没有音乐文件{level.zh}：本地后端不含曲库；请上传 MP3、WAV、M4A 或 AAC，或使用 --backend nemo",
            ),
        )
    film = replace(film, music=Music(asset.id, asset.filename, asset.cdn_url), mood=mood)
    if mood:
        note = Say(
            f"your {asset.filename} is used; its mood cannot be judged here",
            f"使用您上传的 {asset.filename}；无法判断其风格",
        )
        return Edit(film, "approximated", note)
    unused = len(scene.sounds) - 1
    more = (
        Say(f"the first of {unused + 1} audio files", f"{unused + 1} 个音频中的第一个")
        if unused > 0 and not heard.args.get("file")
        else Say()
    )
    return Edit(film, "applied", Say(asset.filename, asset.filename) + more)


def _asset(heard: Heard, scene: Scene) -> Asset | None:
    if "file" in heard.args:
        named = scene.named(str(heard.args["file"]))
        return named if named and named.file_type == "audio" else None
    return scene.sounds[0] if scene.sounds else None


def _muted(film: Film) -> Film:
    return replace(
        film,
        music=None,
        mood=None,
        shots=tuple(replace(shot, volume=0.0) if shot.is_clip else shot for shot in film.shots),
    )


MUSIC = Operation("music", 70, _hear_music, _edit_music)
