"""A run folder that came with a clone, or was tampered with: shown, never gone on with, and never an error of ours."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from nemo import VIDEO, Nemo

Run = Callable[..., Ran]
RECIPE = (
    "version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: a 4-second clip\n  - export: mp4\n  - download: reel.mp4\n"
)


@pytest.fixture
def cut(tmp_path: Path, cloud: Run, nemo: Nemo, photo: Callable[[str], Path]) -> Path:
    """Return the folder of a run of ours that only lacks its download."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    nemo.broken = "/files/"
    assert 4 == cloud("run", "clip.yaml").returncode
    nemo.broken = "-"
    nemo.requests.clear()
    (folder,) = (tmp_path / ".imgfree/runs").iterdir()
    return folder


def sent(nemo: Nemo) -> bool:
    """Return whether anything was asked of the cloud."""
    return bool(nemo.requests)


def test_a_genuine_run_is_gone_on_with(tmp_path: Path, cut: Path, cloud: Run) -> None:
    """What this home wrote here is ours."""
    assert "not made by" not in cloud("runs").stdout
    assert json.loads(cloud("show", "--json").stdout)["ours"]
    assert 0 == cloud("resume").returncode
    assert VIDEO == (tmp_path / "reel.mp4").read_bytes()


def another_home(cut: Path) -> Path:
    """Lose the key."""
    shutil.rmtree(cut.parents[2] / "home")
    return cut


def copied(cut: Path) -> Path:
    """Copy the run under another id, and lose the first."""
    copy = cut.with_name("20990101-000000-ffff")
    cut.rename(copy)
    return copy


def continued(cut: Path) -> Path:
    """Add that a session was opened elsewhere."""
    path = cut / "events.jsonl"
    last = json.loads(path.read_bytes().splitlines()[-1])
    more = last | {"seq": last["seq"] + 1, "event": "session.opened", "session_id": "7"}
    path.write_bytes(path.read_bytes() + json.dumps(more).encode() + b"\n")
    return cut


def given_rights(cut: Path) -> Path:
    """Let the run read everything."""
    path = cut / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"allow_read":[]', b'"allow_read":["/"]'))
    return cut


def sent_elsewhere(cut: Path) -> Path:
    """Let the run write where it did not."""
    path = cut / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"out":"."', b'"out":"/"'))
    return cut


def done_already(cut: Path) -> Path:
    """Pretend that the export came to something else."""
    path = cut / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b"/files/", b"/other/"))
    return cut


def linked(cut: Path) -> Path:
    """Lead to the run by a link in its place."""
    cut.rename(cut.parents[2] / "elsewhere")
    cut.symlink_to("../../elsewhere")
    return cut


CHANGES = [another_home, copied, continued, given_rights, sent_elsewhere, done_already, linked]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_ours_gives_no_rights(
    tmp_path: Path, cut: Path, cloud: Run, nemo: Nemo, change: Callable[[Path], Path]
) -> None:
    """Whatever is not as we wrote it, where we wrote it, is neither resumed nor asked about; the list says so."""
    name = change(cut).name
    for command in ("resume", "status"):
        ran = cloud(command, name)
        assert 6 == ran.returncode, ran
    listed = cloud("runs").stdout
    assert "not made by" in listed or "is a link, no event log" in listed
    assert not sent(nemo)
    assert not (tmp_path / "reel.mp4").exists()


def test_what_is_not_ours_is_shown(cut: Path, cloud: Run) -> None:
    """With a mark, for people and for scripts; left to itself, a resume takes none of it."""
    name = given_rights(cut).name
    assert "not made by" in cloud("show", name).stdout
    assert [False] == [run["ours"] for run in json.loads(cloud("runs", "--json").stdout)["runs"]]
    assert [6, 6] == [cloud("resume", *more).returncode for more in ((), ("--explain",))]


def test_a_foreign_run_does_not_stand_before_ours(tmp_path: Path, cut: Path, cloud: Run) -> None:
    """A date in the future makes it neither the one to resume, nor the one to show, nor one that lasts longer."""
    foreign = cut.with_name("20990101-000000-ffff")
    shutil.copytree(cut, foreign)
    path = foreign / "events.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"ts":"20', b'"ts":"29'))
    assert cut.name in cloud("show").stdout
    assert 0 == cloud("resume").returncode
    assert VIDEO == (tmp_path / "reel.mp4").read_bytes()
    cloud("runs", "--prune", "--keep", "1")
    assert cut.is_dir()


def test_nothing_is_removed_behind_a_link(tmp_path: Path, cut: Path, cloud: Run) -> None:
    """A clone whose `.imgfree` leads to another project does not make us clear that."""
    (tmp_path / "clone").mkdir()
    (tmp_path / "clone/.imgfree").symlink_to("../.imgfree")
    ran = cloud("runs", "--prune", "--keep", "0", "--force", cwd=tmp_path / "clone")
    assert (6, True) == (ran.returncode, "is a link" in ran.stderr)
    assert cut.is_dir()


def test_no_run_is_begun_behind_a_link(tmp_path: Path, cut: Path, cloud: Run, nemo: Nemo) -> None:
    """A clone whose `.imgfree` leads elsewhere does not make us write there."""
    (tmp_path / "victim").mkdir()
    shutil.rmtree(tmp_path / ".imgfree")
    (tmp_path / ".imgfree").symlink_to("victim")
    ran = cloud("run", "clip.yaml")
    assert (6, True) == (ran.returncode, ".imgfree' is a link" in ran.stderr)
    assert ([], False) == (list((tmp_path / "victim").iterdir()), sent(nemo))


def laid(folder: Path, sort: str) -> None:
    """Put what is no event log in its place."""
    folder.mkdir()
    path = folder / "events.jsonl"
    match sort:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "dangling" | "device":
            path.symlink_to("nowhere" if sort == "dangling" else "/dev/zero")
        case "huge":
            with path.open("wb") as file:
                file.truncate(2_000_000_000)
        case "lock":
            path.write_bytes(b"null\n")
            os.mkfifo(folder / "events.lock")
        case _:
            path.write_bytes({"bytes": b"\xff\xfe\n", "empty": b"", "deep": b"[" * 50_000 + b"\n"}[sort])


ODD = ("pipe", "folder", "dangling", "device", "huge", "lock", "bytes", "empty", "deep")


def test_an_odd_log_is_a_line_that_says_so(cut: Path, cloud: Run) -> None:
    """Every command ends, with a code of ours, and goes on with the other runs."""
    for number, sort in enumerate(ODD):
        laid(cut.with_name(f"20990101-00000{number}-ffff"), sort)
        ran = cloud(("show", "resume", "status")[number % 3], f"20990101-00000{number}")
        assert ran.returncode in (0, 6), ran
    page = cloud("show", "20990101-000007", "--html", "empty.html")
    listed = cloud("runs")
    assert (0, 0, len(ODD) + 1) == (page.returncode, listed.returncode, len(listed.stdout.splitlines()))
    assert cut.name in listed.stdout
    told = cloud("doctor")
    assert told.returncode in (0, 6)
    assert len(ODD) - 1 == told.stdout.count("run: 20990101-")  # an empty one is a run that was cut off at once
    assert 0 == cloud("resume").returncode
    assert 0 == cloud("runs", "--prune", "--keep", "0", "--force").returncode
    assert [] == list(cut.parent.iterdir())


def test_run_folders_and_reports_are_their_owners_alone(tmp_path: Path, cut: Path, cloud: Run) -> None:
    """0700 and 0600, whatever the umask."""
    assert 0 == cloud("show", "--html", "report.html").returncode
    private = [tmp_path / ".imgfree", cut.parent, cut]
    files = [*cut.iterdir(), tmp_path / "report.html", tmp_path / "home/journal.key"]
    assert {0o700} == {path.stat().st_mode & 0o777 for path in private}
    assert {0o600} == {path.stat().st_mode & 0o777 for path in files}


def test_a_report_of_a_foreign_run_opens_no_film_elsewhere(tmp_path: Path, cut: Path, cloud: Run) -> None:
    """A film that only a stranger's journal names is not put into a page that is sent around."""
    (tmp_path / "private").mkdir()
    film = tmp_path / "private/film.mp4"
    film.write_bytes(VIDEO)
    clone = tmp_path / "clone/.imgfree/runs/20990101-000000-ffff"
    shutil.copytree(cut, clone)
    last = json.loads((clone / "events.jsonl").read_bytes().splitlines()[-1])
    done = {
        "event": "step.finished",
        "outcome": "passed",
        "attempt": 1,
        "outputs": {"path": str(film), "size_bytes": 9},
    }
    more = last | {"seq": last["seq"] + 1, "step": "download", "kind": "download", **done}
    with (clone / "events.jsonl").open("ab") as log:
        log.write(json.dumps(more).encode() + b"\n")
    assert 0 == cloud("show", "--html", "report.html", cwd=tmp_path / "clone").returncode
    page = (tmp_path / "clone/report.html").read_text(encoding="utf-8")
    assert not re.search(r"""(src|href|poster)=["'][^"']*film\.mp4""", page)
    assert 0 == cloud("show", "--html", "ours.html").returncode
