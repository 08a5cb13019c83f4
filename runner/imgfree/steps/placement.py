"""Where a step may put a file: below --out, under a name for media, and only over what is ours to replace."""

from pathlib import Path

from imgfree import media_types
from imgfree.artifacts import Artifacts
from imgfree.client.transfer.part import Terms, check_free
from imgfree.errors import PathRefused, ProtocolBroken
from imgfree.recipe import targets


def placed(
    out: Path,
    to: str,
    artifacts: Artifacts,
    *,
    overwrite: bool = False,
    renews: bool = False,
    again: bool = False,
) -> tuple[Path, Terms]:
    """Return where `to` is below `out`, and on what terms a file may come there.

    What an earlier run of the same recipe left there, unchanged since, may be replaced; with `renews`, what any run of
    ours left; with `overwrite`, the user's own word, any file. With `again`, an earlier try was cut off.

    Raises:
        PathRefused: it leads out of the folder (also through a link), is no name for media, or is taken.
    """
    target = out.joinpath(*targets.parts(to))
    refused = None if targets.leaves_its_folder(to) else targets.refusal(to)
    if refused is not None:
        raise PathRefused(refused[0], hint=refused[1])
    if targets.leaves_its_folder(to) or not _is_inside(target, out):
        raise PathRefused(f"'{to}' leads out of '{out}'", hint="choose another folder with `--out DIR`")
    for folder in target.parents:
        if folder == out:
            break
        if artifacts.keeps_out(folder):
            raise PathRefused(f"'{target}' is in a folder that imgfree keeps for itself", hint="choose another one")
    terms = Terms(
        base=out,
        overwrite=overwrite,
        again=again,
        replaces=lambda sha256: artifacts.made(target, sha256, by_any_recipe=renews, by_this_run=renews or again),
        continues=lambda part: artifacts.begun(target, part),
        check=lambda head: _check_content(target, head),
    )
    check_free(target, terms)
    return target, terms


def _is_inside(target: Path, out: Path) -> bool:
    return target.resolve().is_relative_to(out.resolve())


def _check_content(target: Path, head: bytes) -> None:
    """Refuse content that is not what the file's name says: others open it by its name.

    Raises:
        ProtocolBroken: it is no media at all.
        PathRefused: it is media of another kind.
    """
    found = media_types.sniff(head)
    if found is None:
        called = media_types.foreign(head)
        about = f"a {called} file" if called else "no film, picture, sound or captions"
        raise ProtocolBroken(f"what was sent for '{target}' is {about}; it was not kept")
    if not media_types.agrees(target.name, head):
        better = target.with_suffix(f".{found.name}").name
        raise PathRefused(f"what was sent for '{target}' is {found.called}; it was not kept", hint=f"name it {better}")
