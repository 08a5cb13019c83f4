"""What the Tab key offers, asked as a shell asks."""

from collections.abc import Callable
from pathlib import Path

from commandline import ROOT, Ran

Imgfree = Callable[..., Ran]
RECIPE = ROOT / "recipes" / "product-reel.yaml"


def test_inputs_of_the_recipe_after_set(tab: Callable[..., list[str]], tmp_path: Path) -> None:
    """--set offers the inputs of the recipe in this line, then their values; a broken recipe offers nothing."""
    assert ["photos=", "title=", "aspect="] == tab("run", RECIPE, "--set", "")
    assert ["title="] == tab("run", RECIPE, "--set", "ti")
    assert ["aspect=1:1", "aspect=16:9"] == tab("run", RECIPE, "--set", "aspect=1")
    assert ["image="] == tab("new", "x", "--from", "quick-clip", "--set", "")
    (tmp_path / "bad.yaml").write_text("inputs: [")
    assert [] == tab("run", "bad.yaml", "--set", "")


def test_run_ids(tab: Callable[..., list[str]], tmp_path: Path) -> None:
    """resume, show and status offer the runs of this folder, the newest first."""
    for name in ("20261122-101530-4f9c", "20261123-080000-aaaa", "20251123-080000-bbbb"):
        (tmp_path / ".imgfree" / "runs" / name).mkdir(parents=True)
        (tmp_path / ".imgfree" / "runs" / name / "events.jsonl").touch()
    for command in ("resume", "show", "status"):
        assert ["20261123-080000-aaaa", "20261122-101530-4f9c"] == tab(command, "2026")


HOSTILE = """\
version: 1
inputs:
  title: {type: string, enum: ['$(touch x)', "it's", plain], description: "a\\nplain\\n$(b)"}
  "$(touch x)": {type: string}
steps:
  - credits: {}
"""


def test_what_is_offered_runs_nothing(imgfree: Imgfree, tmp_path: Path) -> None:
    """A recipe's names, values and descriptions cannot put a command into the line, nor another completion."""
    (tmp_path / "r.yaml").write_text(HOSTILE, encoding="utf-8")
    for name in ("$(touch x)", "2026;x"):
        (tmp_path / ".imgfree" / "runs" / name).mkdir(parents=True)
        (tmp_path / ".imgfree" / "runs" / name / "events.jsonl").touch()

    def press(line: str, shell: str = "bash") -> list[str]:
        count = str(len(line.split()) - 1)
        env = {"_IMGFREE_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": count}
        return [line for line in imgfree(env=env).stdout.splitlines() if line]

    offered = [line.partition(",")[2] for line in press("imgfree run r.yaml --set title=")]
    assert ["title='$(touch x)'", "title='it'\"'\"'s'", "title=plain"] == offered
    assert ["plain,title="] == press("imgfree run r.yaml --set t")
    assert ["plain", "title=", "a plain $(b)"] == press("imgfree run r.yaml --set t", "zsh")
    assert [] == press("imgfree run r.yaml --set $")
    assert [] == press("imgfree resume 2")
