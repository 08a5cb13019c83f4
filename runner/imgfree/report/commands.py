"""The commands that do a run again, or finish it."""

import shlex
from collections.abc import Mapping
from typing import Any

from imgfree.report.texts import Texts, items, mapping

_LISTS = {"allow_read": "--allow-read", "allow_env": "--allow-env", "allow_hosts": "--allow-host"}
_FLAGS = {"overwrite": "--overwrite", "strict": "--strict"}
_MARKS = {"recipe": "--carry", "none": "--no-marks"}


def repeat(began: Mapping[str, Any], outcome: str, texts: Texts) -> str:
    """Return the command that starts the same run again, to be given in the folder where this one began."""
    if not began.get("recipe"):
        return ""
    words = ["imgfree", "run", _shown(began["recipe"], texts)]
    if began.get("replay"):
        words += ["--replay", _shown(began["replay"], texts)]
    elif began.get("backend"):
        words += ["--backend", _shown(began["backend"], texts)]
    for name, value in mapping(began.get("sets")).items():
        words += ["--set", texts.line(f"{name}={value}", 2000)]
    if began.get("out") not in (None, "", "."):
        words += ["--out", _shown(began["out"], texts) or "."]
    if began.get("brand"):
        words += ["--brand", _shown(began["brand"], texts)]
    for name, option in _LISTS.items():
        words += [word for one in items(began.get(name)) for word in (option, _shown(one, texts))]
    words += [option for name, option in _FLAGS.items() if began.get(name) is True]
    words += [_MARKS[str(level)]] if (level := began.get("marks")) in _MARKS else []
    if isinstance(most := began.get("max_download_bytes"), int):
        words += ["--max-download", str(most)]
    if outcome != "passed" and not began.get("replay"):
        words.append("--new")  # a run that is not finished would be offered for resuming instead
    return _joined(words)


def resume(run_id: str, began: Mapping[str, Any], outcome: str, texts: Texts) -> str:
    """Return the command that finishes the run; nothing for one that is finished, still runs, or was a replay."""
    if outcome in ("passed", "running") or began.get("replay") or not began:
        return ""
    return _joined(["imgfree", "resume", texts.line(run_id)])


def _shown(value: Any, texts: Texts) -> str:
    return texts.line(value, 1000)


def _joined(words: list[str]) -> str:
    """Return the words as a shell reads them; a leading `~/` stays a home."""
    return " ".join(
        f"~/{shlex.quote(word[2:])}" if word.startswith("~/") and len(word) > 2 else shlex.quote(word) for word in words
    )
