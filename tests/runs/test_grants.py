"""A right is granted to one text for good; nothing in a folder grants anything."""

import stat
from collections.abc import Callable
from pathlib import Path

from commandline import Ran

Imgfree = Callable[..., Ran]
ASKS = "version: 1\nenv: [STAGE]\nsteps:\n  - if: env.STAGE is defined\n    credits: {}\n"


def test_a_grant_holds_for_one_text(tmp_path: Path, cloud: Imgfree) -> None:
    """It is kept in the home, for its owner only; one byte of the recipe more, and it is void."""
    path = tmp_path / "r.yaml"
    path.write_text(ASKS, encoding="utf-8")
    assert 3 == cloud("run", path).returncode
    assert 0 == cloud("vet", path, "--grant", "env:STAGE").returncode
    assert 0 == cloud("run", path).returncode
    assert 0 == cloud("run", path, "--dry-run").returncode
    (kept,) = (tmp_path / "home" / "grants").iterdir()
    assert 0o600 == stat.S_IMODE(kept.stat().st_mode)
    path.write_text(ASKS + "# more\n", encoding="utf-8")
    assert 3 == cloud("run", path).returncode
    path.write_text(ASKS, encoding="utf-8")
    assert 0 == cloud("run", path).returncode


def test_nothing_in_a_folder_grants(tmp_path: Path, cloud: Imgfree) -> None:
    """Neither a copy of the grant beside the recipe, nor one in .imgfree, nor a broken one in the home."""
    path = tmp_path / "r.yaml"
    path.write_text(ASKS, encoding="utf-8")
    assert 0 == cloud("vet", path, "--grant", "env:STAGE").returncode
    grants = tmp_path / "home" / "grants"
    (kept,) = grants.iterdir()
    for folder in (tmp_path / ".imgfree" / "grants", tmp_path / "grants", tmp_path / ".imgfree" / "home" / "grants"):
        folder.mkdir(parents=True)
        (folder / kept.name).write_bytes(kept.read_bytes())
    for broken in (b"[]", b'{"allow_env": "STAGE"}', b'{"allow_env": [["STAGE"]]}', b"{" * 9999, b"\xff", b""):
        kept.write_bytes(broken)
        assert 3 == cloud("run", path).returncode
    kept.unlink()
    kept.symlink_to(tmp_path / "grants" / kept.name)
    assert 3 == cloud("run", path).returncode
