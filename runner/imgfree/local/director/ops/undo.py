"""undo: back to the draft before."""

from collections.abc import Iterator

from imgfree.local.director.rule import Edit, Heard, Operation, Scene, hears
from imgfree.local.director.sentence import Sentence
from imgfree.local.film import Film

_UNDO = (
    r"(?<![a-z])(?:undo(?: (?:it|that|this|the last (?:edit|change|step|one)|my last (?:edit|change)"
    r"|last (?:edit|change)))?|revert(?: (?:it|that|this|back|the last (?:edit|change)"
    r"|to (?:the )?previous(?: version| one)?))*|go back(?: (?:one step|a step|to (?:the )?(?:previous|last"
    r"|earlier)(?: version| one| edit)?))?|(?:restore|back to) (?:the )?previous(?: version| edit)?"
    r"|take (?:that|it) back(?: (?:one|a) step)?|(?:one |a )?step back(?: please)?|(?:put|change|turn) (?:it|that"
    r"|everything) back(?: (?:to )?(?:the way|how|as|what) it was)?"
    r"|(?:as|like|how) it was before|cancel (?:that|the last (?:change|edit))|forget (?:that|the last (?:change"
    r"|edit))|roll ?back)(?![a-z])|撤销(?:上一步|刚才的?(?:修改|操作)?|一下)?|(?:还是)?(?:改|变"
    r"|换)回(?:去|来|原来的?(?:样子)?)吧?|还是(?:之前|原来)的好|(?:退|倒)(?:回)?(?:去)?一步|(?:刚才|刚刚"
    r"|上次)(?:的|那个|那步)?(?:修改|改动|操作|那个)?(?:不要了"
    r"|不算|作废|取消)|改回去|撤回(?:上一步)?"
    r"|回到(?:上一步|上一版|之前(?:的版本)?)|恢复(?:到)?(?:上一步|上一版|之前(?:的版本)?)|还原|上一版本?"
    r"|返回上一步|退回(?:上一步)?"
)


def _hear_undo(sentence: Sentence, scene: Scene) -> Iterator[Heard]:
    yield from hears(sentence, _UNDO, lambda match: Heard("undo", {}, (match.span(),)), once=True)


def _edit_undo(film: Film, heard: Heard, scene: Scene) -> Edit:
    """Undo is done by the director, which knows the revisions; the film stays as it is."""
    return Edit(film, heard.outcome, heard.note)


UNDO = Operation("undo", 0, _hear_undo, _edit_undo)
