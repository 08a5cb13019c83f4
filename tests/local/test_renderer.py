"""Which renderer this is."""

import subprocess
import sys

from imgfree.local.renderer import drawn_by, packages


def test_it_is_known_by_its_files_and_packages() -> None:
    """The same in every process, and without loading any of them."""
    asked = "import sys; from imgfree.local.renderer import drawn_by; print(drawn_by(), 'av' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert f"{drawn_by()} False\n" == ran.stdout
    assert all(packages().values())
