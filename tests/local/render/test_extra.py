"""What happens without the `local` extra."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("package", ["av", "cv2", "numpy", "PIL", "pillow_heif", "regex", "uharfbuzz"])
def test_a_missing_package_names_the_extra(package: str) -> None:
    """Importing the renderer without one of its packages is a setup error, exit 6, that says what to install."""
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from imgfree.errors import SetupError\n"
        "try:\n    import imgfree.local.render\n"
        "except SetupError as error:\n    print(error.exit_code, error.message, error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=False)
    assert done.stdout.startswith("6 "), done.stderr
    assert f"'{package}'" in done.stdout
    assert "'imgfree[local]'" in done.stdout
