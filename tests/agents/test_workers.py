"""A run's process is its own: it has another session, and is not begun twice."""

import os
from collections.abc import Callable

from imgfree.agents import progress, workers
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from imgfree.runs import folder as run_folder
from imgfree.runs.audience import NOBODY
from nemo import Nemo


def test_it_is_of_its_own_session(paid: Nemo, desk: Desk, claimed: Callable[[str], Claim]) -> None:
    """And says nothing; asked again, none is begun while one is at work, nor when the run is over."""
    claim = claimed("reel.yaml")
    workers.begin(desk.app, claim)
    process = workers._begun[-1]
    assert os.getsid(process.pid) == process.pid != os.getsid(0)
    process.wait(60)
    workers.begin(desk.app, claim)
    assert "passed" == progress.of(desk.app, claim.run_dir).state
    assert process is workers._begun[-1]
    assert b"" == (claim.run_dir / progress.LOG).read_bytes()


def test_a_run_at_work_is_left_alone(paid: Nemo, desk: Desk, claimed: Callable[[str], Claim]) -> None:
    """Whoever is at it."""
    claim = claimed("reel.yaml")
    before = list(workers._begun)
    with run_folder.journaled(desk.app, claim.run_dir, NOBODY):
        workers.begin(desk.app, claim)
    assert before == workers._begun
    assert not (claim.run_dir / progress.LOG).exists()
