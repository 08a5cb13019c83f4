"""Which servers on a folder still run."""

import os
import time
from pathlib import Path

from imgfree.local.alive import Presence


def test_presence_ends_with_its_server(tmp_path: Path) -> None:
    """A server is alive exactly as long as it holds its lock."""
    one, two = Presence(tmp_path / "servers"), Presence(tmp_path / "servers")
    assert {one.name, two.name} == one.living()
    two.close()
    assert {one.name} == one.living()
    one.close()


def test_a_dead_servers_trace_goes_when_it_is_old(tmp_path: Path) -> None:
    """An old file that nobody locks is removed; a young one may belong to a server that is about to lock it."""
    here = Presence(tmp_path)
    for name, age_s in (("old", 4000), ("young", 10)):
        (tmp_path / f"{name}.lock").touch()
        then_s = time.time() - age_s
        os.utime(tmp_path / f"{name}.lock", (then_s, then_s))
    assert {here.name} == here.living()
    assert {"young", here.name} == {path.stem for path in tmp_path.glob("*.lock")}
    here.close()
