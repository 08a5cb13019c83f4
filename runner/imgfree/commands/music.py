"""imgfree music."""

from pathlib import Path

import click

from imgfree.commands import options
from imgfree.console import result
from imgfree.runs.agreement import lacks_local
from imgfree.settings import expanded


@click.command(
    "music",
    epilog="\b\nExamples:\n  imgfree music\n  imgfree music --mood calm --bpm 70\n  imgfree music index ~/Music/free",
)
@click.argument("what", required=False, type=click.Choice(["index"]), metavar="[index]")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--mood", metavar="WORDS", help="Only what has this mood, else the nearest; in English or Chinese.")
@click.option("--bpm", type=click.FloatRange(1, 999), metavar="NUMBER", help="The nearest to this tempo first.")
@options.as_json
def command(what: str | None, folder: Path | None, mood: str | None, bpm: float | None, as_json: bool) -> None:
    """List the music that films can choose from, or write the index of a folder.

    It comes from packages (pip install 'imgfree[music]') and from the folder that IMGFREE_MUSIC_DIR names, which has
    an index, music.toml: `imgfree music index FOLDER` writes it from tags and from what is heard, and keeps what you
    corrected in it.
    """
    if what is None:
        _listed(mood, bpm, as_json=as_json)
    elif folder is None:
        raise click.UsageError("say which folder: imgfree music index FOLDER")
    else:
        _index(expanded(folder), as_json=as_json)


def _listed(mood: str | None, bpm: float | None, *, as_json: bool) -> None:
    try:
        from imgfree.local.director.moodwords import named
        from imgfree.local.music.moods import has, ranked
        from imgfree.local.music.providers import EXTRA, installed
    except ImportError as error:
        raise lacks_local(error.name) from error
    tracks = installed()
    moods = named(mood or "")
    if mood and not moods:
        raise click.BadParameter(
            f"'{mood}' is no mood that is known here, such as calm, upbeat, 轻快", param_hint="--mood"
        )
    if moods or bpm:
        tracks = tuple(ranked(tracks, moods, bpm))
    exact = [track for track in tracks if all(has(track, one) for one in moods)]
    if as_json:
        result.print_json({"tracks": [track.plain() for track in exact or tracks], "exact": bool(exact) or not moods})
        return
    if not tracks:
        click.echo(f"no music is installed: {EXTRA}, or name a folder of yours in IMGFREE_MUSIC_DIR", err=True)
    elif not exact:
        click.echo(f"nothing here is {', '.join(moods)}; the nearest first:", err=True)
    for track in exact or tracks:
        facts = [", ".join(track.moods), f"{track.tempo:.0f} BPM" if track.tempo else "", track.key]
        facts += [f"{track.seconds:.0f} s", track.licence, track.made, track.library]
        click.echo(f"{track.title}: {'; '.join(filter(None, facts))}")


def _index(folder: Path, *, as_json: bool) -> None:
    try:
        from imgfree.local.music.index import index
        from imgfree.local.music.tracks import INDEX
    except ImportError as error:
        raise lacks_local(error.name) from error
    tracks, skipped = index(folder, told=lambda name: click.echo(f"listening to {name}", err=True))
    for line in skipped:
        click.echo(f"skipped {line}", err=True)
    place = folder / INDEX
    if as_json:
        result.print_json({"index": str(place), "tracks": [one.plain() for one in tracks], "skipped": list(skipped)})
    else:
        click.echo(f"{place}: {len(tracks)} {'track' if len(tracks) == 1 else 'tracks'}")
