"""A trust sheet for a reader."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from nemo import Nemo

Imgfree = Callable[..., Ran]
ASKS = "version: 1\nenv: [STAGE]\nsteps:\n  - if: env.STAGE is defined\n    credits: {}\n"


def test_a_dry_run_begins_with_the_sheet(tmp_path: Path, cloud: Imgfree, nemo: Nemo) -> None:
    """Also where a right is missing, which then ends it as it would end the run."""
    (tmp_path / "r.yaml").write_text(ASKS, encoding="utf-8")
    ran = cloud("run", "r.yaml", "--dry-run")
    assert 3 == ran.returncode
    assert "--allow-env STAGE  (env.STAGE, line 2;" in ran.stdout
    assert "--grant env:STAGE" in ran.stdout
    told = json.loads(cloud("run", "r.yaml", "--dry-run", "--json", "--allow-env", "STAGE").stdout)["trust"]
    assert ([], True) == (told["missing"], told["needs"][0]["given"])
    assert [] == nemo.requests
