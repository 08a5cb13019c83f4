"""`imgfree vet`."""

import json
import shlex
from pathlib import Path

from greedy import Imgfree, sheet


def test_the_line_that_is_told_grants_it(imgfree: Imgfree, greedy: Path) -> None:
    """Put into a shell as it is, and nothing is missing any more; --revoke takes it back."""
    here = greedy.parent
    command = imgfree("vet", greedy, cwd=here).stdout.strip().splitlines()[-1]
    words = shlex.split(command)
    assert "imgfree" == words[0]
    assert 0 == imgfree(*words[1:], cwd=here).returncode
    assert [] == sheet(imgfree, greedy, cwd=here)["missing"]
    assert 6 == len(sheet(imgfree, greedy, "--revoke", cwd=here)["missing"])


def test_a_grant_of_more_is_none(imgfree: Imgfree, greedy: Path) -> None:
    """Only reading, variables and hosts can be granted for good; a repository's recipe is a file of one's own first."""
    for wrong in ("overwrite:yes", "env:", "STAGE", "env:A=B", "host:https://x.example", "host:2130706433"):
        assert 2 == imgfree("vet", greedy, "--grant", wrong).returncode
    assert 2 == imgfree("run", greedy, "--allow-host", "https://x.example/a").returncode
    ran = imgfree("vet", "git+file:///none@v1", "--grant", "env:A")
    assert ran.returncode in (3, 6)


def test_a_brand_reads_its_files_and_needs_nothing(imgfree: Imgfree, tmp_path: Path) -> None:
    """Alone, and with a recipe that asks for it; it has no rights of its own."""
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\nIEND")
    (tmp_path / "brand.yaml").write_text("version: 1\nlogo: logo.png\n")
    (tmp_path / "r.yaml").write_text('version: 1\nsteps:\n  - upload: "{{ brand.files }}"\n')
    for what in ("brand.yaml", "r.yaml"):
        told = json.loads(imgfree("vet", what, "--json", cwd=tmp_path).stdout)
        assert {"brand.yaml", "logo.png"} == {Path(one).name for one in told["reads"]}
        assert ([], []) == (told["needs"], told["writes"])
    assert 3 == imgfree("vet", "brand.yaml", "--grant", "env:A", cwd=tmp_path).returncode
