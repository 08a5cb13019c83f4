"""The lines that tell what was done, alike whoever tells them: the conversation, or an agent that passes them on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from imgfree.answers import chinese, phrases
from imgfree.answers.phrases import Voice
from imgfree.client import timeline as english
from imgfree.terminal import size


def timeline(voice: Voice, tracks: Sequence[Mapping[str, Any]]) -> str:
    """Return the one line that tells a decoded timeline."""
    return chinese.timeline_line(tracks) if voice == "zh" else english.line(tracks)


def changes(voice: Voice, found: Sequence[str]) -> str:
    """Return what is different now: for edits about which the agent said nothing."""
    if not found:
        return phrases.say(voice, "unchanged")
    told = [chinese.change(one) for one in found] if voice == "zh" else found
    return phrases.say(voice, "changed", changes=("；" if voice == "zh" else "; ").join(told))


def balance(voice: Voice, outputs: Mapping[str, Any]) -> str:
    """Return what a `credits` step found."""
    return phrases.say(voice, "balance", available=outputs["available"], total=outputs["total"])


def saved(voice: Voice, download: Mapping[str, Any], export: Mapping[str, Any]) -> str:
    """Return where the film is that was exported and downloaded, how long it is, and how large."""
    length_s = export.get("duration_s")
    facts = [phrases.seconds(voice, length_s)] if length_s else []
    facts.append(size(download["size_bytes"]))
    return phrases.say(voice, "saved", path=download["path"], facts=("，" if voice == "zh" else ", ").join(facts))


def edited(outputs: Mapping[str, Any]) -> bool:
    """Return whether these are outputs of a message to the editor."""
    return "edited" in outputs


def told(voice: Voice, steps: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what a conversation would have said of these steps' outputs, in their order."""
    export: Mapping[str, Any] = {}
    for outputs in steps:
        if edited(outputs):
            if outputs.get("silent") or not str(outputs.get("text") or "").strip():
                yield changes(voice, outputs.get("changes") or ())
            yield timeline(voice, outputs["timeline"]["tracks"])
        elif "available" in outputs:
            yield balance(voice, outputs)
        elif "render_id" in outputs:
            export = outputs
        elif "path" in outputs:
            yield saved(voice, outputs, export)
