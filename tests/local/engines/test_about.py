"""What a machine says of itself."""

import subprocess
import sys
from typing import Any

import pytest

from imgfree import __version__
from imgfree.local.engines.about import about, unfit


def test_a_machine_like_this_one_is_fit() -> None:
    """And nothing heavy is loaded to say so."""
    assert unfit(about()) is None
    asked = "import sys; from imgfree.local.engines.about import about; about(); print({'av', 'cv2'} & {*sys.modules})"
    assert "set()\n" == subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"version": "0.0.9"}, f"has imgfree 0.0.9, and this machine has {__version__}"),
        ({"missing": ["cv2"]}, "lacks the package 'cv2' of imgfree[local]"),
        ({"packages": {**about()["packages"], "av": "1.0"}}, "has av 1.0, and this machine has"),
        ({"packages": {}}, "has av (none), and this machine has"),
        ({"drawn_by": "another"}, "has another renderer than this machine"),
    ],
)
def test_another_one_is_told_what_is_different(other: dict[str, Any], told: str) -> None:
    """The first difference, by name."""
    assert (unfit(about() | other) or "").startswith(told)
