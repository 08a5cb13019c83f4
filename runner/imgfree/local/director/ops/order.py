"""order: as given, by name, by date, reversed, shuffled, or photo by photo."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from imgfree.local.director.indexes import INDEX, indexes
from imgfree.local.director.numbers import NUM_EN, NUM_ZH
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, Shot

SEED = 20  # recorded, so that "shuffle" gives the same order every time

_SWAP_EN = (
    rf"(?<![a-z])(?:swap|switch|exchange|trade|flip)(?: the)?(?: (?:positions?|places?|order"
    rf"|spots?) of)?(?: the)?(?: {INDEX})(?: (?:and|with|for|&) (?:the )?(?:{INDEX}|(?:photo "
    rf"|picture )?\d+))?(?: around)?"
)
_SWAP_BARE = (
    r"(?<![a-z])(?:swap|switch|exchange) (?:numbers? |#)?(?P<x>{numen}) (?:and|with|&) (?:numbers? "
    r"|#)?(?P<y>{numen})(?! ?(?:s|sec))|(?:交换|对调|互换"
    r"|调换)第?(?P<xz>{numzh})[和与跟、]第?(?P<yz>{numzh})(?![张秒])"
    r"|(?<![第\d])(?P<xw>{numzh})号?[和与跟](?P<yw>{numzh})号?(?:对调|互换|交换|调换|换(?:一下|个|下)?(?:位置|顺序))"
)
_SWAP_ZH = (
    rf"(?:(?:把|将)?{INDEX}(?:和|与|跟|、){INDEX}(?:的)?(?:位置|顺序)?(?:互相)?(?:交换|对调|互换|调换|换(?:个"
    rf"|一下)?(?:位置|顺序)?)(?:一下|位置|顺序)*|(?:交换|对调|互换|调换)(?:一下)?(?:{INDEX})(?:(?:和|与|跟"
    rf"|、){INDEX})?(?:的)?(?:位置|顺序)?)"
)
_FIRST = (
    rf"(?:(?:put|move|place|bring|set|make|have|show)(?: the)? (?P<a>{INDEX}) (?:to (?:the )?(?:front|start"
    rf"|beginning|top|first(?: place| position)?)|first|up front|at (?:the )?(?:front|start|beginning|top)"
    rf"|(?:be |as )?(?:the )?(?:first|opener|opening)(?: one| photo| shot| picture)?"
    rf"|before (?:all )?the (?:others|rest))|(?P<b>{INDEX}) (?:should (?:go |come |be )|goes |comes "
    rf"|to (?:the )?|at (?:the )?|to be |must (?:be |come |go ))?(?:first|front|start|beginning)(?! \w*(?:photo"
    rf"|second|\d))|(?:start|begin|open|lead)(?:ing)? (?:off )?with (?:the )?(?P<c>{INDEX})"
    rf"|use (?:the )?(?P<f>{INDEX}) (?:as|for) (?:the )?(?:opening|opener|first|start|beginning|intro)(?: (?:one"
    rf"|photo|shot|picture|image))?|(?:把"
    rf"|将)?(?P<d>{INDEX})(?:放|移|挪|调|排|换|摆|提|挪动|移动|放置)?(?:到|在|至)?(?:最|第)?(?:前面|最前|前"
    rf"|首位|第一(?:张|个|位)?|开头|一位|一张|一个)(?:面)?|(?P<g>{INDEX})(?:先(?:播|放|出|来)|打头|排头)|(?:以|用"
    rf"|从)(?P<e>{INDEX})(?:开头|开始|开场|打头))"
)
_LAST = (
    rf"(?:(?:put|move|place|bring|set|make|have|show)(?: the)? (?P<a>{INDEX}) (?:to (?:the )?(?:end|back|bottom"
    rf"|last(?: place| position)?)|last|at (?:the )?(?:end|back|bottom)|(?:be |as )?(?:the )?(?:last"
    rf"|closing)(?: one| photo| shot| picture)?|after (?:all )?the (?:others|rest))"
    rf"|(?P<b>{INDEX}) (?:should (?:go |come |be )|goes |comes |to (?:the )?|at (?:the )?|to be )?(?:last"
    rf"|end)(?! \w*(?:photo|second|\d))|(?:end|finish|close)(?:ing)? with (?:the )?(?P<c>{INDEX})|(?:把"
    rf"|将)?(?P<d>{INDEX})(?:放|移|挪|调|排|换|摆|放置)?(?:到|在|至)?(?:最后(?:面)?(?:一张|一个|一位)?|末尾"
    rf"|结尾|末位|后面|尾|(?<=在)后)|(?:以|用)(?P<e>{INDEX})(?:结尾|收尾|结束))"
)
_MOVE = (
    rf"(?:(?:put|move|place)(?: the)? (?P<a>{INDEX}) (?:to|in|into|at) (?:the )?(?:position|place|slot|spot"
    rf"|number) (?P<n>{{numen}})|(?:put|move|place)(?: the)? (?P<b>{INDEX}) (?:to|in|into"
    rf"|at) (?:the )?(?P<o>{{ordinal}}) (?:position|place|slot|spot)|(?:把|将)(?P<d>{INDEX})(?:放|移|挪|调|排"
    rf"|换)(?:到|在|至)第(?P<nz>{{numzh}})(?:个|张|位)?(?:位置)?)"
)
_BESIDE = (
    rf"(?:(?:put|move|place) )?(?:the )?(?P<a>{INDEX}) (?P<side>before|after|in front of"
    rf"|behind) (?:the )?(?P<b>{INDEX})|(?:把|将)?(?P<az>{INDEX})(?:放|移|挪|调|排)(?:到|在"
    rf"|至)?(?P<bz>{INDEX})(?:的)?(?P<sz>前面|之前|后面|之后|前|后)"
)
_LIST = (
    rf"(?<![a-z])(?:(?:the )?order (?:should be|must be|is|like)|(?:re-?)?order|arrange|sequence|sort)(?:ed"
    rf"|ing)?(?: (?:the |my )?(?:photos?|pictures?"
    rf"|images?|them|it|as|in|by|to|like|this|so that|becomes?|is))*:? ?(?P<l>(?:{NUM_EN}"
    rf"|{{ordinal}})(?:(?: ?,? ?(?:and|then|->|-|>)? ?)(?:{NUM_EN}|{{ordinal}})){{1,30}})(?! ?(?:s|sec))"
    rf"|in (?:the |this )?order:? ?(?P<l2>\d+(?: ?(?:,|-|>|->|then|and) ?\d+){{1,30}})|(?:顺序|次序)(?:改成"
    rf"|改为|为|是|按|调整为|调成|换成|:)*(?P<lz>(?:第)?{NUM_ZH}(?:张)?(?:[、,\-，> ]+(?:第)?{NUM_ZH}(?:张)?"
    rf"){{1,30}})|(?:按|按照)(?P<lz2>{NUM_ZH}(?:[、,\-， ]+{NUM_ZH}){{1,30}})(?:的)?顺序"
)

_WHOLE: tuple[tuple[str, str], ...] = (
    (
        "reverse",
        r"(?<![a-z])(?:(?:flip|invert|turn around|switch around) (?:the )?(?:whole )?(?:order|sequence)(?:"
        r" around)?|(?:in |the )*(?:reverse|reversed|backwards?|opposite|inverse|inverted)(?: the"
        r"| of the)? (?:(?:photo|picture|image|upload|chronological) )?(?:order|sequence)|reverse (?:the "
        r"|all |my )*(?:photos|pictures|images|order|sequence|slides|them)|(?:from )?(?:last|newest"
        r"|latest) to (?:first|oldest|earliest)|newest (?:ones |photos |pictures )?first|most recent first"
        r"|backwards order|(?:newest|latest)[^,.;]{0,16}(?:start|first|beginning),? (?:and )?(?:the )?(?:oldest"
        r"|earliest)"
        r"[^,.;]{0,12}(?:end|last))(?![a-z])|(?<=[片图相照])(?:都|全部"
        r"|全|要)?倒着(?:放|播)|(?:按|以|用)?(?:倒序|逆序|反序|倒着的?顺序|相反的?顺序|反向)(?:来)?(?:排列|排序|排"
        r"|播放|播|展示"
        r"|呈现|放|拼接|显示)?|反过来(?:排列?|放|播)?|倒着(?:排列?|来|放照片)|倒过来(?:排列?|放|播放?)|顺序(?:反过来"
        r"|颠倒|倒过来|反一下|倒置)|颠倒顺序|从后(?:往"
        r"|到)前|最新的(?:在前|放前面)",
    ),
    (
        "date",
        r"(?<![a-z])(?:(?:ordered |sorted |arranged |in |sort |order |by )*(?:(?:time"
        r"|date)(?: order(?:ed)?)|chronological(?:ly)?(?: order(?:ed)?)?)|(?:(?:ordered|sorted|arranged"
        r"|sort|order|arrange)(?: (?:them|it|the photos|the pictures|everything))? )?chronologically"
        r"|(?:ordered|sorted|sort|order|arrange|arranged|sequence)(?: (?:them|it|the photos|the images"
        r"|the pictures|my photos|photos|everything|pictures|images))? (?:by|in order of"
        r"|according to) (?:the )?(?:date|time|when|day|capture|shooting|exif)(?: (?:taken|they were taken"
        r"|of capture|and time|time|date))*|by date(?: taken)?|(?:from )?(?:the )?(?:oldest"
        r"|earliest)(?: (?:ones?|photos?|pictures?|shots?))? (?:to (?:newest|latest)|first|(?:at|in) the (?:start"
        r"|beginning|front)(?:,? (?:and )?(?:the )?(?:newest|latest)"
        r"[^,.;]{0,12}(?:end|last|back))?)|(?:by|in) (?:the )?(?:year|age)|in (?:the )?order of (?:the )?(?:date"
        r"|time|when|day|capture)(?: (?:taken|they were taken|shot))?|in (?:the )?order (?:they were|of being) (?:taken"
        r"|shot)|timeline order)(?![a-z])|按(?:照)?(?:拍摄|拍照)?(?:的)?(?:时间|日期|年份|年代|年龄|月份)"
        r"(?:线|轴)?(?:的)?(?:先后)?(?:的)?(?:顺序|先后)?(?:从(?:早|小|旧|老|远)到(?:晚|大|新|近))?(?:来)?(?:排序"
        r"|排列|排好?|播放?|展示|放)?"
        r"|按(?:照)?(?:拍摄|拍照)的?先后(?:顺序)?(?:来|排列?)?|时间顺序|时间先后|先后顺序(?:排列)?|从(?:旧|早|老|远"
        r"|小)到(?:新|晚|近"
        r"|大)(?:的)?(?:顺序)?(?:来)?(?:排序|排列|排|播放?|展示|放)?|(?:先旧后新|由旧到新|旧的?在前"
        r"|老照片在前)(?:的)?(?:顺序)?(?:排列|排)?|按拍摄顺序",
    ),
    (
        "name",
        r"(?<![a-z])(?:(?:ordered|sorted|sort|order|arrange|arranged)(?: (?:them|it|the photos|the images"
        r"|the pictures|my photos|photos|everything|pictures|images))? (?:by"
        r"|according to) (?:the )?(?:file ?)?names?|by (?:file ?)?name|alphabetical(?:ly)?(?: order)?"
        r"|(?:in |by )?(?:alphabetical|file ?-?names?|name) order|(?:sort|order"
        r"|arrange)(?:ed)?(?: \w+){0,2} alphabetically"
        r"|a[ -]to[ -]z)(?![a-z])|按(?:照)?(?:文件名?|名称|名字|字母|文件名字)(?:的)?(?:顺序|排序|排列"
        r"|排)?|字母顺序|文件名(?:顺序|排序)",
    ),
    (
        "shuffle",
        r"(?<![a-z])(?:shuffl(?:e|ed|ing)(?: (?:the |my |all )*(?:photos|pictures|images|them|order|it"
        r"|up))*|(?:in )?(?:a )?random(?:ly)?(?: order(?:ed)?| sequence)"
        r"|randomi[sz]e(?:d)?(?: the)?(?: order| photos| pictures)?|mix (?:up )?(?:the |all )?(?:them|order|photos"
        r"|pictures|images|everything)(?: up)?(?: randomly)?|jumble(?:d)?(?: (?:the |them |up|photos|order)*)?|any"
        r" order"
        r"|scramble(?: the (?:order|photos))?)(?![a-z])|(?:随机)?打乱(?:一下)?(?:顺序|照片)?|(?:随机|随便)(?:顺序"
        r"|排列|排序"
        r"|播放|排|放|出现|展示)"
        r"|乱序",
    ),
    (
        "given",
        r"(?<![a-z])(?:(?:keep |use |follow |maintain )*(?:them |it |the rest |the others )?(?:in |the |same "
        r"|exact |original "
        r"|given |this |that |current )*(?:order)(?: (?:i|they were|they are|as|of|that|you"
        r"|we)[^,.;]{0,24}(?:upload(?:ed)?|sent|gave|given|added|received|listed|provided|get them))?"
        r"|as uploaded|uploaded order|upload order|as (?:they are|given)|one after (?:the other|another)"
        r"|in sequence|consecutively)(?![a-z])|(?:我)?(?:就)?(?:按(?:照)?|照(?:着)?|依照?)(?:我)?(?:上传|原来|原"
        r"|给的?|给定|这个|传|现在|当前"
        r"|发的?|发送|原有)?(?:的)?(?:先后)?顺序(?:来|排列?|放|播放?|走)?|原顺序|顺序(?:不变|保持不变|播放)"
        r"|保持(?:原有|原来)?(?:的)?顺序"
        r"|依次(?:播放|排列)?|依序(?:播放)?|按序|依次(?:播放|排列|展示)|顺序拼接",
    ),
)


def _hear(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield the order; "start with photo 4, the rest in order" is one wish, so the rest keeps its place."""
    found = list(_orders(sentence, scene))
    moved = any(one.args.get("how", "given") != "given" for one in found)
    for one in found:
        yield replace(one, op="") if moved and one.args.get("how") == "given" else one


def _orders(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from hears(
        sentence,
        _SWAP_BARE,
        lambda match: _of(
            "swap",
            [
                int(_n(match.group("x") or match.group("xz") or match.group("xw"))),
                int(_n(match.group("y") or match.group("yz") or match.group("yw"))),
            ],
            match,
        ),
    )
    yield from hears(sentence, rf"{_SWAP_EN}|{_SWAP_ZH}", lambda match: _swap(match, scene))
    yield from hears(sentence, _LIST, lambda match: _of("list", _numbers(next(g for g in match.groups() if g)), match))
    yield from hears(sentence, _FIRST_THEN, lambda match: _in_turn(match, scene))
    yield from hears(sentence, _BESIDE, lambda match: _beside(match, scene))
    yield from hears(sentence, _MOVE, lambda match: _move(match, scene))
    yield from hears(sentence, _FIRST, lambda match: _end(match, "first", scene))
    yield from hears(sentence, _LAST, lambda match: _end(match, "last", scene))
    yield from hears(sentence, _BY_SUBJECT, lambda match: Heard("", {}, (match.span(),), "declined", _UNSEEN))
    yield from hears(
        sentence,
        _SECTIONS,
        lambda match: Heard("order", {"how": "given"}, (match.span(),), "approximated", _KEPT),
        once=True,
    )
    for how, source in (*_KINDS_FIRST, *_WHOLE):
        yield from hears(sentence, source, lambda match, how=how: _all(sentence, match, how), once=True)  # type: ignore[misc]


_FIRST_THEN = (
    rf"先(?:放|播放?|出|来|是)?(?P<a>{INDEX})[,，]?(?:再|然后|后|接着|最后)(?:放|播放?|出|来|是)?(?P<b>{INDEX})"
    rf"(?:[,，]?(?:再|然后|最后|接着)(?:放|播放?|出|来|是)?(?P<c>{INDEX}))?"
)


def _in_turn(match: re.Match[str], scene: Scene) -> Heard | None:
    """先放第二段再放第一段: the shots named, one after the other."""
    places = [number for part in match.groups() if part for number in indexes(part, scene)]
    return _of("list", places, match) if len(places) > 1 else None


# By what the pictures show: 按客厅、卧室、厨房的顺序.
_BY_SUBJECT = (
    r"按(?:照)?(?!.{0,6}(?:时间|日期|上传|文件|名|拍|先后|给|原|传|发|字母|年|月|现在|当前|\d"
    r"|从))[^,。;\ue001\ue002]{3,16}?的?(?:先后)?顺序"
    r"(?:来|排列|排|播放|展示)?"
)
# "Start with the exterior, then the kitchen"; "Order: exterior (2 photos), kitchen (3 photos)".
_SECTIONS = (
    r"(?<![a-z])(?:start|begin|open|lead)(?:ing|s)? (?:off )?(?:with|on) (?:the |an? |my |our )?(?!(?:\w+ )?(?:title"
    r"|text|logo"
    r"|fade|music|black|white|zoom|photo|picture|image|hook)s?(?![a-z]))(?:[a-z'-]+ ?){1,4},? (?:and )?then "
    r"(?:(?!add|put|make|fade|zoom|show|use)[a-z'-]+ ?){1,5}(?:,? (?:and )?then (?:[a-z'-]+ ?){1,5}"
    r"|, (?:[a-z'-]+ ?){1,4}(?=,|\.))*"
    r"|(?<![a-z])(?:order|sequence|structure|sections|flow|running order) ?:(?! ?(?:as|by|in|given|upload|reverse|date"
    r"|name|random"
    r"|chrono|alpha|\d|first|second|last|newest|oldest"
    r"|shuffle)) ?(?:[a-z' -]+(?: \(\d+(?: \w+)?\))?(?:, (?:and )?(?:then )?| then | -+> ?|$|(?=\.)))+"
)
_KEPT = Say("what is in the pictures is not recognised: upload order", "无法识别画面内容：按上传顺序")
_UNSEEN = Say(
    "what is in the picture is not recognised here; name photo numbers: 'order 3, 1, 2'",
    "这里无法识别画面内容；请说编号：“顺序3、1、2”",
)


def _n(text: str) -> float:
    from imgfree.local.director.numbers import number

    return number(text)


def _of(how: str, photos: list[int], match: re.Match[str], **extra: Any) -> Heard:
    args: dict[str, Any] = {"how": how}
    if photos:
        args["photos"] = photos
    return Heard("order", args, (match.span(),), extra=extra)


def _numbers(text: str) -> list[int]:
    from imgfree.local.director.numbers import ORDINAL, number, ordinal

    found = []
    for part in re.findall(rf"{ORDINAL}|{NUM_EN}|{NUM_ZH}", text):
        found.append(ordinal(part) if re.fullmatch(ORDINAL, part) else int(number(part)))
    return found


def _swap(match: re.Match[str], scene: Scene) -> Heard | None:
    numbers = indexes(match.group(), scene)
    return _of("swap", numbers[:2], match) if len(numbers) >= 2 else None


def _end(match: re.Match[str], how: str, scene: Scene) -> Heard | None:
    named = next((match.group(key) for key in "abcdefg" if key in match.groupdict() and match.group(key)), "")
    numbers = indexes(named, scene)
    if re.match("最?[前后]", named) and "最后一" not in named:
        return None  # 前两张放到最后: one shot at a time
    if not numbers or (how == "first" and numbers == [1] and re.search(r"^the first|^first", match.group())):
        return None
    return _of(how, numbers[:1], match)


def _move(match: re.Match[str], scene: Scene) -> Heard | None:
    numbers = indexes(next(match.group(key) for key in "abd" if match.group(key)), scene)
    target = match.group("n") or match.group("o") or match.group("nz")
    place = _numbers(target)
    if not numbers or not place:
        return None
    return _of("first" if place[0] == 1 else "move", [numbers[0]], match, place=place[0])


def _beside(match: re.Match[str], scene: Scene) -> Heard | None:
    first, second = (
        indexes(match.group("a") or match.group("az"), scene),
        indexes(match.group("b") or match.group("bz"), scene),
    )
    if not first or not second:
        return None
    before = (match.group("side") or match.group("sz")) in ("before", "in front of", "前面", "之前", "前")
    return _of("before" if before else "after", [first[0], second[0]], match)


def _all(sentence: Sentence, match: re.Match[str], how: str) -> Heard | None:
    if negated(sentence, match.start()) and how != "given":
        return None
    if match.group() in ("order", "the order") or (
        re.match(r" to (?!create|make)\w", sentence.after(match.end(), 12))
        and how == "given"
        and match.group().endswith("order")
    ):
        return None
    return _of(how, [], match)


_KINDS_FIRST = (
    (
        "photos_first",
        r"(?<![a-z])(?<!oldest )(?<!newest )(?<!earliest )(?<!latest )(?:photos|pictures|images"
        r"|stills) first(?:[^,.;]{0,30}\)?,? (?:and )?then (?:the"
        r" )?(?:attached |uploaded )?(?:clips?|videos?|footage))?(?![a-z])|(?:先放|先是|先)(?:照片|图片"
        r"|图)[,，]?(?:后|再"
        r"|然后)(?:放|是)?(?:视频|片段)|照片在前视频在后",
    ),
    (
        "clips_first",
        r"(?<![a-z])(?:clips?|videos?|footage) first(?:,? (?:and )?then (?:the )?(?:photos?|pictures?|images?"
        r"|stills?))?(?![a-z])|(?:先放|先是|先)(?:视频|片段)[,，]?(?:后|再|然后)(?:放|是)?(?:照片|图片|图)"
        r"|视频在前照片在后",
    ),
)


def _edit(film: Film, heard: Heard, scene: Scene) -> Edit:
    how, photos = heard.args["how"], heard.args.get("photos", [])
    if not film.shots:
        return Edit(film, "declined", Say("nothing is on the timeline yet", "时间线上还没有内容"))
    wrong = [number for number in photos if not 1 <= number <= len(film.shots)]
    if wrong:
        return Edit(
            film,
            "declined",
            Say(
                f"there is no photo {wrong[0]}, only {len(film.shots)}",
                f"没有第 {wrong[0]} 张，一共 {len(film.shots)} 张",
            ),
        )
    if not photos:
        shots, note = _sorted(film.shots, how, scene)
        return Edit(replace(film, shots=shots), "approximated" if note else "applied", note)
    return Edit(replace(film, shots=_moved(film.shots, how, photos, int(heard.extra.get("place", 1)))))


def _sorted(shots: tuple[Shot, ...], how: str, scene: Scene) -> tuple[tuple[Shot, ...], Say]:
    if how == "given":
        rank = {asset.id: place for place, asset in enumerate(scene.assets)}
        return tuple(sorted(shots, key=lambda shot: rank.get(shot.source, len(rank)))), Say()
    if how in ("photos_first", "clips_first"):
        return tuple(sorted(shots, key=lambda shot: shot.is_clip is (how == "photos_first"))), Say()
    if how == "reverse":
        # From the upload order, so that the same sentence twice does not turn it back.
        rank = {asset.id: place for place, asset in enumerate(scene.assets)}
        return tuple(sorted(shots, key=lambda shot: -rank.get(shot.source, 0))), Say()
    if how == "shuffle":
        fresh = sorted(shots, key=lambda shot: shot.source)
        random.Random(SEED).shuffle(fresh)
        return tuple(fresh), Say("the same order every time", "每次打乱的结果相同")
    named = tuple(sorted(shots, key=lambda shot: natural(shot.title)))
    if how == "name":
        return named, Say()
    if all(re.search(r"\d", shot.title) for shot in shots):
        return named, Say(
            "by the numbers in the file names; uploads carry no dates", "按文件名中的数字排列；上传的文件不带日期"
        )
    return shots, Say("uploads carry no dates: upload order kept", "上传的文件不带日期：保持上传顺序")


def natural(name: str) -> list[tuple[int, int, str]]:
    """Return a sort key under which photo-2 comes before photo-10."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part.lower()) for part in re.split(r"(\d+)", name) if part]


def _moved(shots: tuple[Shot, ...], how: str, photos: list[int], place: int) -> tuple[Shot, ...]:
    rows = list(shots)
    first = photos[0] - 1
    if how == "swap":
        second = photos[1] - 1
        rows[first], rows[second] = rows[second], rows[first]
        return tuple(rows)
    if how == "list":
        picked = [rows[number - 1] for number in dict.fromkeys(photos)]
        return tuple(picked + [shot for shot in rows if shot not in picked])
    moving = rows.pop(first)
    if how in ("before", "after"):
        anchor = rows.index(shots[photos[1] - 1])
        rows.insert(anchor if how == "before" else anchor + 1, moving)
    else:
        rows.insert({"first": 0, "last": len(rows)}.get(how, place - 1), moving)
    return tuple(rows)


ORDER = Operation("order", 15, _hear, _edit)
