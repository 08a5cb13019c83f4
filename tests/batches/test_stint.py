"""One stint: one server for all rows, pieces painted once, results at any time."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commandline import Ran, printed

SMALL = """\
version: 1
name: small
inputs:
  title: {type: string}
  photo: {type: string, format: image, default: a.jpg}
steps:
  - upload: "{{ inputs.photo }}"
  - instruct: >
      turn this photo into a 4-second 240x426 clip without motion
      with the title "{{ inputs.title }}" for the first 2 seconds
  - export: mp4
  - download: film.mp4
outputs:
  video: "{{ steps.download.path }}"
"""


@pytest.mark.slow
def test_what_rows_share_is_painted_once(
    tmp_path: Path, imgfree: Callable[..., Ran], photo: Callable[[str], Path], results: Callable[..., dict[str, Any]]
) -> None:
    """Three films whose second halves are alike: four pieces are painted of six, and the batch says so."""
    photo("a.jpg")
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "rows.csv").write_text("title\nOne\nTwo\nThree\n", encoding="utf-8")
    ran = imgfree("batch", "small.yaml", "rows.csv", "--backend", "local", "--json")
    found = printed(ran)
    assert {"all": 3, "passed": 3, "failed": 0, "refused": 0, "left": 0, "before": 0} == found["rows"]
    assert {"all": 6, "painted": 4} == found["pieces"]
    assert 3 == found["credits"]
    servers = [log for log in tmp_path.glob(".imgfree/batches/**/events.jsonl") if "server.started" in log.read_text()]
    assert ["events.jsonl"] == [log.relative_to(log.parents[0]).name for log in servers]
    assert re.fullmatch(r"\d{8}-\d{6}-\w+", servers[0].parent.name)
    assert ["passed"] * 3 == [row["outcome"] for row in results().values()]
