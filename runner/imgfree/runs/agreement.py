"""Whether photos may go to NemoVideo's cloud, where nothing else says so: asked once, kept below IMGFREE_HOME."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from imgfree import wire
from imgfree.errors import SetupError
from imgfree.settings import Settings

INSTALL_LOCAL = "pip install 'imgfree[local]'"
_FILE = "agreement.json"

Ask = Callable[[Settings, bool], bool]  # whether the cloud may be used; a recipe may pin it


def given(settings: Settings) -> bool | None:
    """Return the answer that was given once; None where nobody was asked yet."""
    try:
        found = json.loads((settings.home / _FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    answer = found.get("cloud") if isinstance(found, dict) else None
    return answer if isinstance(answer, bool) else None


def later(settings: Settings, pinned: bool) -> bool:
    """Return True: for a look at a run that sends nothing."""
    return True


def unasked(settings: Settings, pinned: bool) -> bool:
    """Return True for a recipe that pins the cloud, where nobody can be asked: who runs it has chosen that.

    Raises:
        SetupError: nothing asks for the cloud; both choices are named.
    """
    if pinned:
        return True
    raise refusal()


def refusal() -> SetupError:
    """Return the refusal to send anything to anybody unasked."""
    return SetupError(
        "no token is set, and the local renderer is not installed: photos are sent to nobody unasked",
        hint=f"{INSTALL_LOCAL} to stay on this machine; or --backend nemo (or `imgfree login`) for NemoVideo's cloud, "
        f"with a free account ({wire.ANONYMOUS_CREDITS} credits, 7 days)",
    )


def lacks_local(*modules: str | None) -> SetupError:
    """Return the error for a run on this machine that lacks these modules."""
    return SetupError(f"the local backend needs {', '.join(map(str, modules))}", hint=f"run: {INSTALL_LOCAL}")


def remember(settings: Settings, agreed: bool) -> None:
    """Keep the answer for the next time.

    Raises:
        SetupError: IMGFREE_HOME cannot be written.
    """
    import tempfile  # only here: this is done once

    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".agreement-", dir=settings.home)  # 0600 from the start
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"cloud": agreed}, file)
        Path(name).replace(settings.home / _FILE)
    except OSError as error:
        raise SetupError(
            f"the answer cannot be kept in '{settings.home}': {error.strerror}",
            hint="set IMGFREE_HOME to a folder of your own",
        ) from error


def forget(settings: Settings) -> bool:
    """Take the answer back; return whether there was one."""
    known = given(settings) is not None
    (settings.home / _FILE).unlink(missing_ok=True)
    return known
