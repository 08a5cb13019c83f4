"""Uploads that nothing in the film uses, each named once, with the words that would use it."""

from collections.abc import Iterator

from imgfree.local.assets import Asset
from imgfree.local.director.reply import Clause, Say
from imgfree.local.director.wish import Scene, is_logo
from imgfree.local.film import Film


def unused(film: Film, scene: Scene) -> tuple[Asset, ...]:
    """Return the captions, songs and logos that the film leaves out and the sentence does not speak of."""
    said = {"remove" if one.args.get("none") else one.op for one in scene.wishes}
    removed = {one.args.get("what") for one in scene.wishes if one.op == "remove"}
    return tuple(asset for asset in _idle(film, scene) if not _spoken_of(asset, said, removed))


def clauses(assets: tuple[Asset, ...], language: str) -> list[Clause]:
    """Return a clause for each of them."""
    uploads = Say("uploads", "素材")
    return [Clause(uploads.text(language), "defaulted", [], _advice(asset).text(language)) for asset in assets]


def _idle(film: Film, scene: Scene) -> Iterator[Asset]:
    shown = {shot.source for shot in film.shots}
    if not any(words.role == "caption" for words in film.words):
        yield from scene.captions
    played = film.music.source if film.music else None
    told = scene.sounds[:1] if film.music is None else ()  # the choice of no music names the first song
    yield from (asset for asset in scene.sounds if asset.id != played and asset not in told)
    marked = dict(film.logo)["source"] if film.logo else None
    for asset in scene.assets:
        if asset.file_type == "image" and is_logo(asset) and asset.id not in shown and asset.id != marked:
            yield asset


def _spoken_of(asset: Asset, said: set[str], removed: set[object]) -> bool:
    kind = {"captions": "captions", "audio": "music"}.get(asset.file_type, "logo")
    return kind in removed or (kind in said and kind != "music") or (kind == "music" and "remove" in said)


def _advice(asset: Asset) -> Say:
    name = asset.filename
    if asset.file_type == "captions":
        return Say(f"{name} is not used (say 'add captions')", f"未使用 {name}（说“加字幕”即可使用）")
    if asset.file_type == "audio":
        return Say(f"{name} is not used (say 'use {name} as the music')", f"未使用 {name}（说“用{name}做背景音乐”）")
    return Say(f"{name} is not used (say 'add the logo')", f"未使用 {name}（说“右上角加logo”）")
