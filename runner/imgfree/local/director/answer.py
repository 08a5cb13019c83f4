"""The words for the user: what the film is now, and one line for each clause."""

from collections.abc import Sequence

from imgfree.local.director.ops.frame import ratio_of
from imgfree.local.director.reply import Clause
from imgfree.local.draft import length_text
from imgfree.local.film import Film
from imgfree.plurals import counted

_HEADS = {
    "en": {
        "applied": "Done",
        "approximated": "Nearly",
        "declined": "Not done",
        "defaulted": "My choice",
        "not understood": "Not understood",
    },
    "zh": {
        "applied": "完成",
        "approximated": "近似",
        "declined": "未做",
        "defaulted": "默认",
        "not understood": "没有理解",
    },
}  # fmt: skip


def answer(film: Film, clauses: Sequence[Clause], language: str, *, edited: bool) -> str:
    """Return the answer: a summary line when there is a film, then a line a clause, defaults in one line."""
    lines = [summary(film, language, edited=edited)]
    heads = _HEADS["zh" if language == "zh" else "en"]
    for clause in clauses:
        if clause.outcome == "defaulted":
            continue
        quote = f"“{clause.text}”" if language == "zh" else f'"{clause.text}"'
        colon = "：" if language == "zh" else ": "
        lines.append(
            f"- {heads[clause.outcome]}{colon}{quote}"
            + (f" ({clause.note})" if clause.note and language != "zh" else f"（{clause.note}）" if clause.note else "")
        )
    defaults = [clause.note for clause in clauses if clause.outcome == "defaulted"]
    if defaults:
        lines.append(
            f"- {heads['defaulted']}：{'，'.join(defaults)}"
            if language == "zh"
            else f"- {heads['defaulted']}: {', '.join(defaults)}"
        )
    return "\n".join(line for line in lines if line)


def summary(film: Film, language: str, *, edited: bool) -> str:
    """Return one line about the film: shots, length, canvas."""
    if not film.shots:
        return "时间线还是空的。" if language == "zh" else "The timeline is empty."
    count, size = len(film.shots), f"{ratio_of(film)} ({film.width}x{film.height})"
    if language == "zh":
        return f"{'时间线已更新' if edited else '时间线没有变化'}：{count} 个镜头，{length_text(film)} 秒，{size}。"
    head = "The timeline now has" if edited else "The timeline is as it was:"
    return f"{head} {counted(count, 'shot')}, {length_text(film)} s, {size}."
