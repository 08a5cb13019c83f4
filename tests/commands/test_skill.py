"""`imgfree skill`."""

import json
from collections.abc import Callable
from pathlib import Path

from commandline import Ran, lines_of, printed
from imgfree import __version__, skill

Imgfree = Callable[..., Ran]


def test_it_lies_where_the_host_looks(tmp_path: Path, imgfree: Imgfree) -> None:
    """Installed, it is found, current, and printed alike; installing it again changes nothing."""
    assert "" == imgfree("skill").stdout
    (path,) = lines_of(imgfree("skill", "--install", "claude"))
    assert str(tmp_path / "user" / ".claude" / "skills" / "imgfree" / "SKILL.md") == path
    assert Path(path).read_text(encoding="utf-8") == imgfree("skill", "--print").stdout
    again = printed(imgfree("skill", "--install", "claude", "--json"))
    assert list(skill.texts()) == [Path(one).relative_to(Path(path).parent).as_posix() for one in again["files"]]
    assert [f"claude  current  {Path(path).parent}"] == lines_of(imgfree("skill"))


def test_what_was_edited_is_kept_until_force_says_otherwise(tmp_path: Path, imgfree: Imgfree) -> None:
    """Exit 3, the file and the way out are named, nothing is written; the doctor warns of one that is old, too."""
    (path,) = lines_of(imgfree("skill", "--install", "agents", "--project"))
    assert str(tmp_path / ".agents" / "skills" / "imgfree" / "SKILL.md") == path
    mine = Path(path).read_text(encoding="utf-8").replace("Films", "My films")
    Path(path).write_text(mine, encoding="utf-8")
    refused = imgfree("skill", "--install", "agents", "--project")
    assert 3 == refused.returncode
    assert path in refused.stderr
    assert "--force" in refused.stderr
    assert mine == Path(path).read_text(encoding="utf-8")
    for version, grade in ((__version__, "ok"), ("0.0.1", "warning")):
        Path(path).write_text(
            mine.replace(f"<!-- imgfree {__version__} ", f"<!-- imgfree {version} "), encoding="utf-8"
        )
        doctor = imgfree("doctor", "--json")
        (found,) = [one for one in json.loads(doctor.stdout)["findings"] if one["name"] == "skill"]
        assert (0, grade, True) == (doctor.returncode, found["grade"], found["says"].endswith("edited since"))
    assert 0 == imgfree("skill", "--install", "agents", "--project", "--force").returncode
    assert mine != Path(path).read_text(encoding="utf-8")


def test_a_recipe_has_a_skill_of_its_own(tmp_path: Path, imgfree: Imgfree) -> None:
    """Printed, or beside the other in the host's folder, under a name of its own."""
    (path,) = lines_of(imgfree("skill", "--from-recipe", "title-zh", "--install", "claude"))
    assert str(tmp_path / "user" / ".claude" / "skills" / "imgfree-title-zh" / "SKILL.md") == path
    assert Path(path).read_text(encoding="utf-8") == imgfree("skill", "--from-recipe", "title-zh").stdout
    assert 3 == imgfree("skill", "--from-recipe", "no-such-recipe").returncode


def test_options_that_mean_nothing_alone(imgfree: Imgfree) -> None:
    """--project and --force without --install are a wrong command line, and so is a host that nobody knows."""
    assert [2, 2, 2] == [
        imgfree("skill", *words).returncode for words in (["--project"], ["--force"], ["--install", "emacs"])
    ]
