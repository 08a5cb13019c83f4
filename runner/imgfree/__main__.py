"""Where the program begins, as `imgfree` and as `python -m imgfree`."""

import gc
import sys

from imgfree import __version__


def main() -> None:
    """Run the command line; never returns but for `--version`, which is answered before anything else is loaded."""
    if sys.argv[1:] == ["--version"]:
        try:
            sys.stdout.write(f"imgfree, version {__version__}\n")
            sys.stdout.flush()
        except (OSError, ValueError, AttributeError):  # full or closed: told below
            pass
        else:
            return
    from imgfree import cli

    try:
        cli.main()
    finally:
        gc.freeze()  # the process ends here; its last search for garbage takes a fifth of a short command's time


if __name__ == "__main__":
    main()
