"""The process of one run, which outlives the server and the client that asked for it.

    python -P -m imgfree.agents.worker begin CLAIM
    python -P -m imgfree.agents.worker resume RUN_DIR [--accept STEP | --resend STEP]...

It begins what was claimed, goes on with what was cut off, and does nothing about a run that has its end. What kept a
run from beginning is left in its folder for those who wait for it.
"""

import contextlib
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from imgfree import disk, past
from imgfree.agents import claims
from imgfree.agents.claims import Claim
from imgfree.agents.progress import REFUSED, is_over
from imgfree.client import Session
from imgfree.clock import SystemClock
from imgfree.errors import ImgfreeError, Interrupted, error_as_json
from imgfree.journal import RunInUse
from imgfree.runs.app import App
from imgfree.runs.audience import NOBODY
from imgfree.runs.order import Order
from imgfree.runs.resume import Wishes, resume
from imgfree.runs.signals import stoppable
from imgfree.runs.start import start

_TRIES, _PAUSE_S = 5, 0.2  # somebody may be asking, this very moment, whether the run is at work


def main(arguments: Sequence[str]) -> None:
    """Do what the arguments say, and return when the run has ended in this process, or goes on in another one."""
    app = App.open()
    what, place, *rest = arguments
    if what == "begin":
        claim = claims.read(Path(place))
        folder, act = claim.run_dir, lambda: _begin(app, claim)
    else:
        folder = Path(place)
        act = lambda: _go_on(app, folder, _wishes(rest))  # noqa: E731
    with stoppable():
        _done(app, folder, act)


def _begin(app: App, claim: Claim) -> None:
    folder = claim.run_dir
    if past.beginning(folder) is not None:
        if not is_over(past.our_log(folder, app.seal()).records):
            _go_on(app, folder, Wishes())
        return
    session = None
    if claim.after is not None:
        session = Session.last_of(past.our_log(claim.after, app.seal()).records)
    order = replace(Order.from_event(claim.order, cwd=app.settings.cwd), new=True)
    start(app, order, NOBODY, folder, session=session)


def _go_on(app: App, folder: Path, wishes: Wishes) -> None:
    resume(app, folder, wishes, NOBODY)


def _done(app: App, folder: Path, act: Callable[[], None]) -> None:
    """Do it; of a run that another process is at, nothing is to be done."""
    for _ in range(_TRIES):
        try:
            with contextlib.suppress(Interrupted):
                (folder / REFUSED).unlink(missing_ok=True)
                act()
        except RunInUse:
            SystemClock().wait(_PAUSE_S)
            continue
        except ImgfreeError as error:
            told = json.dumps(app.redactor.data(error_as_json(error)), ensure_ascii=False)
            disk.write(folder / REFUSED, told.encode(errors="backslashreplace"), replace=True, mode=disk.PRIVATE_FILE)
        return


def _wishes(rest: Sequence[str]) -> Wishes:
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    said = {option: tuple(step for one, step in pairs if one == option) for option in ("--accept", "--resend")}
    return Wishes(said["--accept"], said["--resend"])


if __name__ == "__main__":
    main(sys.argv[1:])
