"""The director: a sentence, the uploads and the earlier drafts in; clauses, a draft and an answer out.

Pure, but that a captions file is read where its captions are asked for, and that `speech` says what is to be spoken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgfree.errors import InputRefused
from imgfree.language import routing
from imgfree.local.assets import Asset
from imgfree.local.director import answer, crops, defaults, displaced, drawable, unused, unwritten
from imgfree.local.director.account import account
from imgfree.local.director.ears import RULES, Ear
from imgfree.local.director.lexicon import lexicon
from imgfree.local.director.lexicon.forms import atoms
from imgfree.local.director.ops import captionfile, spokencaptions, voice
from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.items import Item
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.reading import read as read_sentence
from imgfree.local.director.reply import Clause, Reply, Route, Say
from imgfree.local.director.table import BY_NAME, stage
from imgfree.local.director.told import nearly
from imgfree.local.director.wish import Edit, Scene, Wish, is_logo
from imgfree.local.draft import read, write
from imgfree.local.film import Film
from imgfree.local.music.library import NONE, Library
from imgfree.local.speech.seam import NOBODY, Speech

_BUILD_STAGE = 10
_VERSIONS = {
    "undo": Say("back to the version before", "已回到上一版"),
    "redo": Say("what was undone is back", "已恢复撤销的内容"),
}
_NO_VERSION = {
    "undo": Say("there is no earlier version", "没有更早的版本"),
    "redo": Say("nothing was undone", "没有可恢复的内容"),
}
_OF_THE_FILE = ("export", "platform", "")
MOST_CHARS = 4000  # a brief of two pages; the time that hearing takes grows faster than what is said


def direct(
    sentence: str,
    assets: Sequence[Asset],
    revisions: Sequence[Mapping[str, Any]],
    *,
    ear: Ear = RULES,
    speech: Speech = NOBODY,
    library: Library = NONE,
) -> Reply:
    """Return what the sentence, as that ear hears it, does to the newest of `revisions` (oldest first; none at first).

    What music there is beside the uploads is in the `library`.

    Deterministic with the rules: the same sentence, uploads and revisions give the same reply. The draft comes back
    unchanged, and `edited` is False, when the sentence asked for nothing new.

    Raises:
        InputRefused: the sentence is longer than anybody's; says how long it may be.
        BackendError: the ear is a model's, and it cannot be asked or makes no sense.
    """
    if len(sentence) > MOST_CHARS:
        raise InputRefused(
            f"{len(sentence):,} characters are more than the local director hears at once ({MOST_CHARS:,})",
            hint="say it in several sentences, one after the other",
        )
    current = dict(revisions[-1]) if revisions else None
    film = read(current) if current else Film()
    reading = read_sentence(sentence, _names(assets), [words.text for words in film.words if words.role != "caption"])
    scene = replace(_scene(reading, assets, film, revisions), speech=speech, library=library)
    language = "zh" if reading.chinese else "en"
    asked = routing.route(reading.mended)
    if asked in ("credits", "status", "upload"):
        return _answered(asked, reading, current, language)
    wishes, said = ear.hear(reading, scene)
    scene = replace(scene, wishes=wishes, answer=said)
    if asked == "export" and all(one.op in _OF_THE_FILE for one in wishes if one.op or one.outcome == "declined"):
        return _exported(reading, scene, current, language)
    if (question := _question(reading, scene)) is not None:
        return _answered(question, reading, current, language)
    if any(one.op in _VERSIONS for one in wishes):
        return _undone(reading, scene, list(revisions), language, ear)
    return _edited(reading, scene, current, language)


def _scene(reading: Reading, assets: Sequence[Asset], film: Film, revisions: Sequence[Mapping[str, Any]]) -> Scene:
    """Return what is there when a sentence is said: the uploads, the film, and what earlier sentences have left."""
    facts = [draft.get("m", {}) for draft in revisions]
    return Scene(
        tuple(assets),
        film if film.shots else None,
        count=next((item.value("count").number for item in reading.items if item.means("count")), None),
        kept=tuple(one["ear"] for one in facts if "ear" in one),
        undone=bool(facts and facts[-1].get("undid")),
        whole=any(item.means("extent") for item in reading.items),
    )


def _question(reading: Reading, scene: Scene) -> Route | None:
    """Return what a sentence that wishes nothing asks for: how to upload, or how the film is now; None for an edit."""
    asked = [item for item in reading.items if item.means("ask", "how_long", "what_is", "how_many", "how_to")]
    asked += [item for item in reading.items if item.means("ask", "where") and _opens(reading, item)]
    how = any(item.means("ask", "how_to") for item in reading.items)
    shows = not any(one.op not in ("", "build") or one.outcome == "declined" for one in scene.wishes)
    if shows and (((scene.film is not None or how) and _brings(reading)) or _may_bring(reading, scene)):
        return "upload"
    if not asked or any(one.op or one.outcome == "declined" for one in scene.wishes):
        return None
    if any(item.means("verb", "upload") or item.means("noun", "upload") for item in reading.items):
        return "upload"
    told = ("film", "length", "timeline", "photo", "clip", "music", "title", "text", "frame", "version")
    named = any(item.means("noun", *told) or item.means("when", "now") for item in reading.items)
    known = not any(token.kind == "unknown" for token in reading.tokens)
    first = next((item for item in reading.items if not item.small), None) is asked[0]
    named = named or (scene.film is not None and (known or (first and asked[0].means("ask", "how_long"))))
    return "status" if named and not how else None


def _opens(reading: Reading, item: Item) -> bool:
    """Return whether a clause opens with it, or is no English one: "put it where photo 2 was" asks for nothing."""
    return not item.text.isascii() or not any(one.tokens[0].kind != "function" for one in reading.piece(item))


def _brings(reading: Reading) -> bool:
    """Return whether pictures are to be added that are not there yet: "can I add two more photos?"."""
    more = any(token.means("again") or token.means("degree", "more") for token in reading.tokens)
    hands = any(item.means("ask", "how_to") for item in reading.items) and any(
        token.text in ("give", "send", "get") for token in reading.tokens
    )
    adds = hands or any(item.means("verb", "add", "upload") or not item.text.isascii() for item in reading.items)
    pictures = any(token.means("noun", "photo", "clip") or token.means("measure", "photo") for token in reading.tokens)
    known = any(item.means("which") or item.means("literal") or item.means("image") for item in reading.items)
    return adds and pictures and more and not known


def _may_bring(reading: Reading, scene: Scene) -> bool:
    """Return whether it is asked if clips may come too where none is there: "can i put clips in here as well?"."""
    if scene.clips:
        return False
    around = zip(reading.tokens, reading.tokens[1:], strict=False)
    asks = any(one.auxiliary == "is" and after.relation == "who" for one, after in around)
    nouns = [item for item in reading.items if item.means("noun")]
    chinese = reading.chinese and reading.raw.rstrip("?？ ").endswith("吗")
    clips = any(item.means("noun", "clip") or (chinese and item.means("noun", "film")) for item in nouns[:1])
    clips = clips or (not chinese and any(item.means("noun", "clip") for item in nouns))
    adds = any(item.means("verb", "add", "put", "upload", "use") for item in reading.items)
    named = all(item.means("noun", "clip", "film", "photo", "upload") for item in nouns)
    return (chinese or (asks and "?" in reading.folded)) and clips and adds and named


def _names(assets: Sequence[Asset]) -> dict[str, str]:
    """Return what the uploads may be called: by the name of the file, or without its ending where that is no word."""
    stems = {asset.filename.rpartition(".")[0]: _kind(asset) for asset in assets}
    plain = {stem: of for stem, of in stems.items() if len(stem) > 3 and stem.isascii() and not _is_known(stem)}
    return plain | {asset.filename: _kind(asset) for asset in assets}


def _is_known(stem: str) -> bool:
    return any(lexicon("en").knows(word) for word in atoms(fold(stem)))


def _kind(asset: Asset) -> str:
    """Return what an upload is to those who name it: image, video, audio, captions, or a mark."""
    return "mark" if asset.file_type == "image" and is_logo(asset) else asset.file_type


def _edited(reading: Reading, scene: Scene, current: dict[str, Any] | None, language: str) -> Reply:
    before = scene.film or Film()
    film, done = carry_out(before, scene)
    edited = film != before and bool(film.shots)
    draft = current
    idle = [asset for asset in unused.unused(film, scene) if asset.id not in before.unused] if edited else []
    if edited:
        film = replace(film, unused=(*before.unused, *(asset.id for asset in idle)))
        revision = int((current or {}).get("m", {}).get("revision", 0))
        draft = write(film, revision=revision + 1, parent=revision, ear=scene.answer)
    clauses = account(reading, scene.wishes, done, language)
    if scene.film is None or scene.said("build"):
        clauses += defaults.disclosed(film, scene, language)
    clauses += crops.clauses(before, film, scene, language)
    clauses += unwritten.clauses(before, film, scene, language)
    clauses += unused.clauses(tuple(idle), language)
    text = answer.answer(film if edited else before, clauses, language, edited=edited)
    return Reply("edit", clauses, draft, text, edited)


def carry_out(film: Film, scene: Scene) -> tuple[Film, dict[int, Edit]]:
    """Return the film after every operation of the sentence, and what each one came to by its place in the wishes."""
    done: dict[int, Edit] = {}
    order = sorted(range(len(scene.wishes)), key=lambda number: (stage(scene.wishes[number]), number))
    asks = [one for one in scene.wishes if one.op and one.op not in _VERSIONS and one.outcome != "declined"]
    if scene.film is None and asks and not any(one.op == "build" for one in asks):
        film = defaults.started(scene)
    for number in order:
        one = scene.wishes[number]
        operation = BY_NAME.get(one.op)
        if operation is None:
            continue
        done[number] = edit = _as_sure(operation.edit(film, one, scene), one)
        film = defaults.framed(edit.film, scene) if operation.stage == _BUILD_STAGE else edit.film
    before = scene.film or Film()
    film, done = drawable.drawn(before, film, scene.wishes, done)
    done = displaced.told(before, film, scene.wishes, done)
    done = spokencaptions.accounted(film, scene.wishes, voice.accounted(film, scene.wishes, done))
    return film, captionfile.accounted(before, film, scene.wishes, done)


def _as_sure(edit: Edit, wish: Wish) -> Edit:
    """Return what a wish came to, no surer than that it was wished."""
    if wish.outcome != "approximated" or edit.outcome not in ("applied", "approximated"):
        return edit
    if wish.note.en in edit.note.en:
        return replace(edit, outcome="approximated")
    return nearly(wish, edit, wish.note)


def _exported(reading: Reading, scene: Scene, current: dict[str, Any] | None, language: str) -> Reply:
    """Keep what is wished of the file; an undo passes this by, since the film stays as it is."""
    before = film = read(current) if current else Film()
    done: dict[int, Edit] = {}
    for number, one in enumerate(scene.wishes):
        if one.op == "export":
            done[number] = edit = BY_NAME["export"].edit(film, one, scene)
            film = edit.film
    clauses = account(reading, scene.wishes, done, language)
    edited = current is not None and film != before
    draft = current
    if current is not None and edited:
        facts = current.get("m") or {}
        revision, parent = int(facts.get("revision", 0)), int(facts.get("parent", 0))
        draft = write(film, revision=revision + 1, parent=parent, ear=scene.answer)
    return Reply("export", clauses, draft, answer.answer(film, clauses, language, edited=False), edited)


def _answered(route: Route, reading: Reading, current: dict[str, Any] | None, language: str) -> Reply:
    film = read(current) if current else Film()
    says = {
        "credits": Say("answered from the balance; the draft is untouched", "按余额回答，草稿不变"),
        "status": Say("answered from the timeline; the draft is untouched", "按时间线回答，草稿不变"),
        "upload": Say(
            "photos, clips, a song, a logo or captions, 200 files at once at most: send them with the upload request;"
            " the draft is untouched",
            "照片、视频、音乐、logo、字幕都可以，一次最多 200 个文件：请通过上传接口发送，草稿不变",
        ),
    }
    clause = Clause(reading.raw.strip(), "applied", [], says[route].text(language))
    return Reply(route, [clause], current, answer.answer(film, [clause], language, edited=False), edited=False)


def _undone(reading: Reading, scene: Scene, revisions: list[Mapping[str, Any]], language: str, ear: Ear) -> Reply:
    """Go back to what the newest draft was made from, or forward to what was undone, then do what else was said.

    What else was said is heard anew, of the film of that draft; a model is not asked twice.
    """
    current = dict(revisions[-1]) if revisions else None
    asked = next(one for one in scene.wishes if one.op in _VERSIONS)
    found = _version(asked, revisions)
    film = read(found) if found else Film()
    scene = replace(scene, film=film if film.shots else None)
    wishes = scene.wishes if scene.answer else ear.hear(reading, scene)[0]
    if not any(one.op in _VERSIONS for one in wishes):  # it is doubted of that film, but was not of this one
        wishes = (asked, *wishes)
    number = next(place for place, one in enumerate(wishes) if one.op in _VERSIONS)
    if current is None or found is None:
        done = {number: Edit(Film(), "declined", _NO_VERSION[asked.op])}
        clauses = account(reading, wishes, done, language)
        film = read(current) if current else Film()
        return Reply("edit", clauses, current, answer.answer(film, clauses, language, edited=False), edited=False)
    film, done = carry_out(film, replace(scene, wishes=wishes))
    revision = int(current["m"]["revision"])
    draft = write(film, revision=revision + 1, parent=int(found["m"]["parent"]), ear=scene.answer)
    undid = revision if asked.op == "undo" else found["m"].get("undid")
    draft["m"] |= {"undid": undid} if undid else {}
    done[number] = Edit(film, "applied", _VERSIONS[asked.op])
    clauses = account(reading, wishes, done, language)
    return Reply("edit", clauses, draft, answer.answer(film, clauses, language, edited=True), edited=True)


def _version(asked: Wish, revisions: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the draft so many steps before the newest one, or the one that an undo left; None where there is none."""
    by_number = {int(draft.get("m", {}).get("revision", 0)): draft for draft in revisions}
    draft = revisions[-1] if revisions else None
    if asked.op == "redo":
        return by_number.get(int((draft or {}).get("m", {}).get("undid", 0)))
    for _ in range(min(int(asked.args.get("steps", 1)), len(revisions) + 1)):
        draft = by_number.get(int((draft or {}).get("m", {}).get("parent", 0)))
    return draft
