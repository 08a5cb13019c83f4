"""The process of a run does what is left to do, and no more."""

from collections.abc import Callable
from pathlib import Path

from imgfree.agents import progress, worker
from imgfree.agents.claims import Claim
from imgfree.agents.desk import Desk
from nemo import Nemo

Claimed = Callable[[str], Claim]


def test_it_begins_once(paid: Nemo, desk: Desk, claimed: Claimed) -> None:
    """A second process finds the run over, and leaves it."""
    claim = claimed("reel.yaml")
    for _ in range(2):
        worker.main(["begin", str(claim.path)])
        assert "passed" == progress.of(desk.app, claim.run_dir).state
    assert 1 == sum(paid.instructs.values())


def test_what_keeps_it_from_beginning_is_left_for_who_waits(
    paid: Nemo, desk: Desk, claimed: Claimed, tmp_path: Path
) -> None:
    """And gone once it has begun."""
    claim = claimed("gone.yaml")
    worker.main(["begin", str(claim.path)])
    told = progress.of(desk.app, claim.run_dir).as_json()
    assert "failed" == told["state"]
    assert "gone.yaml" in told["error"]["message"]
    (tmp_path / "reel.yaml").rename(tmp_path / "gone.yaml")
    worker.main(["begin", str(claim.path)])
    assert "passed" == progress.of(desk.app, claim.run_dir).state


def test_a_run_that_was_cut_off_goes_on(paid: Nemo, desk: Desk, claimed: Claimed) -> None:
    """From where it was, whether it was begun here or is named."""
    paid.broken = "/api/render"
    claim = claimed("reel.yaml")
    worker.main(["begin", str(claim.path)])
    assert "failed" == progress.of(desk.app, claim.run_dir).state
    paid.broken = "-"
    worker.main(["begin", str(claim.path)])
    assert "failed" == progress.of(desk.app, claim.run_dir).state
    worker.main(["resume", str(claim.run_dir)])
    assert "passed" == progress.of(desk.app, claim.run_dir).state
    assert 1 == sum(paid.instructs.values())
