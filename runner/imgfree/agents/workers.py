"""Processes begun for runs, each in a session of its own: no death of ours is theirs."""

import contextlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from imgfree import disk, journal, past, settings
from imgfree.agents.claims import Claim
from imgfree.agents.progress import LOG, REFUSED, is_over
from imgfree.runs.app import App

_LOOK_S = 0.05
_begun: list["subprocess.Popen[bytes]"] = []  # asked for their end now and then, so that none stays a zombie


def begin(app: App, claim: Claim) -> None:
    """See to it that the run of the claim is at work, unless it has its end."""
    folder = claim.run_dir
    if journal.in_use(folder):
        return
    if past.beginning(folder) is None or not is_over(past.our_log(folder, app.seal()).records):
        _spawn(app, folder, claim.cwd, ["begin", str(claim.path)])


def resume(app: App, folder: Path, accept: Sequence[str], resend: Sequence[str]) -> None:
    """Go on with an interrupted or failed run."""
    wishes = [word for step in accept for word in ("--accept", step)]
    wishes += [word for step in resend for word in ("--resend", step)]
    _spawn(app, folder, app.settings.cwd, ["resume", str(folder), *wishes])


def _spawn(app: App, folder: Path, cwd: Path, arguments: Sequence[str]) -> None:
    """Begin the process; one that goes on with a run is waited for until it does, or has ended."""
    _begun[:] = [one for one in _begun if one.poll() is None]
    before = _size(folder)
    detached = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    with disk.opened(folder, base=folder.parent) as room:
        room.remove(LOG)
        room.remove(REFUSED)
        log = room.create(LOG, disk.PRIVATE_FILE)
    with open(log, "wb") as file:  # noqa: PTH123 -- a descriptor
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "imgfree.agents.worker", *arguments],
            cwd=cwd,
            env=settings.elsewhere(app.settings),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
            creationflags=detached,
        )
    _begun.append(process)
    while before and _size(folder) == before:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK_S)
            break


def _size(folder: Path) -> int:
    """Return how long the run's event log is; 0 for one that has none yet."""
    try:
        return (folder / past.EVENTS_FILE).stat().st_size
    except OSError:
        return 0
