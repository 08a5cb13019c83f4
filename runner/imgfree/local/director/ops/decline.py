"""What the local backend does not do, by name: listening for the table of refusals, and for wishes met anyway."""

import re
from collections.abc import Iterator

from imgfree.local.director.ops.missing import MISSING
from imgfree.local.director.ops.refusals import DECLINES
from imgfree.local.director.reply import Say
from imgfree.local.director.rule import Heard, Scene, hears, negated
from imgfree.local.director.sentence import Sentence


def hear(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield every refusal that is in the sentence; a thing that was not wanted anyway is satisfied."""
    for decline in (*DECLINES, *MISSING):
        for match in sentence.search(decline.forms):
            if sentence.folded[match.start()] == "\ue001" or _is_wording(sentence, match.start()):
                continue
            sentence.take(*match.span())
            if not decline.removes and negated(sentence, match.start()):
                yield Heard("", {}, (match.span(),), note=Say("satisfied: none is added", "已满足：不会添加"))
            else:
                yield Heard("", {}, (match.span(),), decline.outcome, decline.note)


def _is_wording(sentence: Sentence, start: int) -> bool:
    """Return whether the words are an unquoted title: "title: Best Moments"."""
    announced = (
        r"(?:title|headline|text|caption|card|标题|文字|文案|片头|片尾)[^,.;，。；]{0,10}[:：] ?$|(?:called"
        r"|titled|标题叫做?|写上) ?$"
    )
    return bool(re.search(announced, sentence.before(start)))


_SATISFIED = (
    (
        r"(?:其余|其他|其它|剩下)的?(?:照片|图片|图)?(?:平均|平分|均分|均匀)(?:分配|分|显示)?",
        Say("the others share the rest", "其余平分剩下的时间"),
    ),
    (
        r"(?:其他|其它|其余|剩下|别)的?(?:部分|地方|内容|画面|片段)?(?:都|就|全|统统)*(?:不要了?|不用了?|去掉|删掉"
        r"|剪掉|删了|剪了|保留|留着|留下)(?=$|[,。;])",
        Say("said with what is kept", "与保留的部分一并处理"),
    ),
    (
        r"(?:其他|其它|别的|其余)(?:的)?(?:部分|地方|内容)?(?:都|就|先|请)*(?:保持)?(?:不变|不动|一样|原样|别动"
        r"|别改|不用(?:动|改|变)|不要(?:动|改|变)|照旧)"
        r"|(?<![a-z])(?:keep|leave) (?:it"
        r"|everything|the rest)(?: else)? (?:the same|as (?:it )?is|unchanged)|keep (?:the |my )?(?:titles?"
        r"|headings?|headlines?|text|captions|logo|music)(?: as (?:it|they) (?:is|are)| there)?(?= *$|[,.;])"
        r"|keep everything else(?: the same|"
        r" as it is| as is)?|everything else (?:stays "
        r"|remains |can stay |should stay )?(?:the same|as it is|as is|unchanged|untouched)|(?:don't|do not)"
        r" (?:change|touch) anything else(?![a-z])",
        Say("nothing else changes", "其余不变"),
    ),
    (
        r"保留原声|原声保留|(?<![a-z])keep(?:ing)? (?:the |my |our |his |her )?(?:original |its |their )?(?:audio"
        r"|voices?"
        r"|speech|dialogue|talking"
        r"|narration|sound)(?: of the clips?)?(?![a-z])",
        Say("clips keep their own sound; photos have none", "视频片段保留原声；照片没有声音"),
    ),
    (
        r"(?:先|再|然后|接着)?(?:做|排|出|建|搭)(?:一个|个|好|一条)?时间线(?!上|里)|(?<![a-z])timeline first(?![a-z])",
        Say("every edit is a timeline first", "每次编辑都先有时间线"),
    ),
    (
        r"(?<![a-z])(?:(?:for )?free(?: of charge| to use| version)?(?! ?(?:shipping|trial|quote"
        r"|delivery))|at no (?:cost|charge)|no cost|without (?:paying|cost)|free downloadable"
        r"|downloadable)(?![a-z])|免费|不花钱|零成本|可下载的?",
        Say("local rendering is free, the file is yours", "本地渲染免费，成片可下载"),
    ),
    (
        r"(?<![a-z])(?:readable(?: on (?:mobile|phones?|a phone))?|(?:safe|inside the safe) (?:zone|area"
        r"|margins?))(?![a-z])|安全区|不被遮挡",
        Say("texts stay inside the safe area", "文字保持在安全区内"),
    ),
)


def satisfied(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    """Yield wishes that are met by doing nothing."""
    for source, note in _SATISFIED:
        yield from hears(sentence, source, lambda match, note=note: Heard("", {}, (match.span(),), note=note))  # type: ignore[misc]
