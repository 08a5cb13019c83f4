"""pace: fast or relaxed, where no length is given."""

import re
from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears, negated
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film, Join, Timing

_PACE = {
    "fast": r"(?<![a-z])(?:(?:pace|pacing|tempo|rhythm|speed|energy)(?: should be| is|:) (?:\w+ )?(?:fast|quick|high"
    r"|snappy|upbeat"
    r"|energetic|lively|brisk)(?![a-z])|(?:super|really|very|nice and|real|extra|so|good and) (?:quick|fast"
    r"|snappy)(?=$|[,.;!]|"
    r" and)|(?:snappy|lively|tight"
    r"|quick|fast|rapid|upbeat|energetic|brisk) (?:pacing|energy|timing)|(?:pick|speed|bump|hurry|liven|perk)"
    r" (?:(?:it |things |everything )?up"
    r" (?:the )?(?:pace|pacing|tempo|rhythm|energy)|(?:the )?(?:pace|pacing|tempo|rhythm|energy) up|things up)"
    r"|(?:pick|hurry|liven|perk) (?:it|everything) up|(?:raise|increase|quicken|up|lift) (?:the )?(?:pace|pacing"
    r"|tempo|energy)|quicker|cuts? (?:should be |to be |a (?:bit|little) |much |way |even |more )*(?:faster"
    r"|quicker|snappier|rapid|fast|quick)"
    r"|(?:cut|edit|move|switch|go|flip)(?:s|ting|ing)? (?:through (?:them |it )?)?(?:more )?(?:quickly|faster|fast"
    r"|rapidly|quicker)(?= *$|[,.;]| and)|(?:it |this )?(?:drags|is dragging"
    r"|feels (?:too )?slow)|(?<=, )fast(?=$|[,.;!]| and)|(?:fast|quick|rapid|snappy|rapid-fire"
    r"|quick-fire)[ -]?(?:cuts?|cutting|paced?|edits?"
    r"|tempo|rhythm|transitions?)|(?:faster|quicker|snappier|brisk|high|energetic"
    r"|punchy)(?:[ -]energy)? (?:pace|paced|pacing|tempo|rhythm|cuts?)|high[ -]energy|energetic|snappy"
    r"|fast and (?:fun|punchy)|hype|upbeat|dynamic|punchy(?! (?:[a-z]+ )?colou?rs)|pick up the pace|(?:make|keep)"
    r" it (?:fast|snappy"
    r"|quick)(?![ -]?\w)|lively|(?:make |do )?(?:everything|it all|the whole thing) faster|(?:it's |it is "
    r"|the video is |a bit )*too slow)(?![a-z])|快节奏|节奏(?:提|拉|带)(?:上来|起来|快)|(?:快速|很快地?)(?:过一遍"
    r"|过一下|闪过|切过)|节奏(?:要"
    r"|得)?(?:利落|干脆|爽快|带感|紧)(?:一?点|一?些)?|麻利(?:一?点)?|节奏(?:再|要|得|更|可以|稍微|能|放|调|加|有点"
    r"|太|稍|弄)*(?:快|紧凑|明快|轻快|欢快|活泼|带劲|拖沓|拖|慢了|平淡"
    r"|闷)(?:了)?(?:一?点|一些|些)?(?:[,，]?(?:再|要|可以)*快(?:一?点|一?些))?|快剪|太(?:拖沓|拖|闷)了?"
    r"|快切|紧凑(?:一?点)?|加快节奏|动感|明快|(?<![场的])太慢了?|节奏感强?",
    "relaxed": r"(?<![a-z])(?:(?:pace|pacing|tempo|rhythm|speed|energy)(?: should be| is|:) (?:\w+ )?(?:slow|relaxed"
    r"|calm|gentle"
    r"|easy|leisurely|low|unhurried)(?![a-z])|(?:nice and|super|really|very|good and|take it|keep it"
    r"|go) slow(?:ly)?(?: and"
    r" (?:easy|steady|calm|gentle))?(?=$|[,.;!]| and)"
    r"|(?:let it|give it (?:room|time|space) to|let (?:things|them|the (?:photos|pictures|shots))) breathe|slow"
    r" things down(?: a (?:bit|little))?(?=$|[,.;!])|"
    r"(?:slow|lower|ease|reduce|drop) (?:down )?(?:the )?(?:pace|pacing|tempo)|unhurried|take your time"
    r"|linger(?:ing)?(?: on \w+)?|easy[ -]?going"
    r"|(?:slow|relaxed|calm|gentle|easy|leisurely) pacing|(?:slow|relaxed|calm|gentle|leisurely|slower|unhurried)["
    r" -](?:pace|paced|pacing|tempo"
    r"|rhythm|cuts)|relaxed|calm(?:ing)?|peaceful|leisurely|laid[ -]back|unhurried|slow and (?:calm|gentle"
    r"|dreamy)|slow (?:it|things) down a (?:bit|little) pace|tranquil|serene|(?:make |do )?(?:everything"
    r"|it all|the whole thing) slower|(?:it's |it is |the video is |a bit )*too (?:fast|hectic"
    r"|quick))(?![a-z])|慢节奏|慢慢的(?:感觉|节奏|那种)|慢慢来|不(?:用|要|必)(?:太|那么)?(?:赶|急|快)(?!.{0,3}推)|(?:舒服|悠闲|放松|松弛"
    r"|慢悠悠)(?:一?点|一?些)?的?节奏|节奏(?:降"
    r"|放|缓)(?:下来|一放)|节奏(?:再|要|得|更|可以|稍微|能|放|调|有点|太|稍|弄)*(?:慢(?!了)|舒缓|缓|快了|赶|急"
    r"|悠闲|柔和)(?:了)?(?:一?点|一些|些)?|舒缓|悠闲|慢悠悠"
    r"|放慢节奏|从容"
    r"|平静|(?<![场的])太快了?|慢一点(?!放)",
}


def _of_words(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the adjective belongs to the text behind it: "punchy captions", "dynamic titles"."""
    return bool(
        re.match(
            r" (?:\w+ )?(?:captions?|subtitles?|titles?|text|fonts?|letters|lettering|headline|logo|intro card)",
            sentence.after(match.end()),
        )
    )


def _hear_pace(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    for word, source in _PACE.items():
        yield from hears(
            sentence,
            source,
            lambda match, word=word: (
                None
                if negated(sentence, match.start()) or _of_words(sentence, match)
                else Heard("pace", {"word": word}, (match.span(),))
            ),  # type: ignore[misc]
        )


_SLOTS = {"fast": (1500, 200), "relaxed": (5000, 1000)}


def _edit_pace(film: Film, heard: Heard, scene: Scene) -> Edit:
    each, overlap = _SLOTS[heard.args["word"]]
    transition = scene.said("transition")
    if transition is None or not transition.extra.get("timed"):
        film = replace(film, join=Join(film.join.kind, overlap))
    if scene.said("duration") or scene.said("per_photo") or not film.shots or film.timing.mode == "fixed":
        return Edit(film, "applied", Say(f"transitions of {overlap / 1000:g} s", f"转场 {overlap / 1000:g} 秒"))
    if film.timing.mode == "total" and scene.film is not None and scene.said("build") is None:
        note = Say(f"the length stays, transitions of {overlap / 1000:g} s", f"总长不变，转场 {overlap / 1000:g} 秒")
        return Edit(film, "applied", note)
    film = replace(film, timing=Timing("per_photo", each))
    note = Say(
        f"{each / 1000:g} s a photo, transitions of {overlap / 1000:g} s",
        f"每张 {each / 1000:g} 秒，转场 {overlap / 1000:g} 秒",
    )
    return Edit(film, "applied", note)


PACE = Operation("pace", 24, _hear_pace, _edit_pace)
