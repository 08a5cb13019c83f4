"""Addresses, proxies and headers, decided in one place."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from imgfree.client import Client
from imgfree.client.http import attribution
from imgfree.errors import ProtocolBroken, SetupError

from .server import Cloud, Reply


@pytest.mark.parametrize(
    ("source", "path", "platform"),
    [
        (None, PurePosixPath("/home/a/.clawhub/skills/x/imgfree/__init__.py"), "clawhub"),
        (None, PurePosixPath("/home/a/.cursor/skills/x/imgfree"), "cursor"),
        (None, PureWindowsPath(r"C:\Users\a\Cursor\imgfree"), "cursor"),
        (None, PurePosixPath("/home/cursory/venv/lib/imgfree"), "unknown"),
        ("my-platform", PurePosixPath("/home/a/.cursor/skills"), "my-platform"),
    ],
)
def test_platform(source: str | None, path: PurePosixPath, platform: str) -> None:
    """SKILL_SOURCE says the platform verbatim; without it the install path tells."""
    found = attribution(source, path)
    assert {"X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"} == set(found)
    assert ("image-to-free", platform) == (found["X-Skill-Source"], found["X-Skill-Platform"])


def test_platform_that_no_header_can_carry() -> None:
    """A value with line breaks is refused by its name."""
    with pytest.raises(SetupError, match="SKILL_SOURCE"):
        attribution("a\r\nX-Evil: 1", PurePosixPath("/"))


@pytest.mark.parametrize("url", ["mega-api", "ftp://example.com", "http://", "http://[::1"])
def test_address_that_is_none(new_client: Callable[..., Client], url: str) -> None:
    """A malformed API address is the machine's fault: exit 6."""
    with pytest.raises(SetupError):
        new_client(NEMO_API_URL=url)


def test_api_that_redirects_is_not_followed(cloud: Cloud, client: Client) -> None:
    """A redirect could carry the token to another host."""
    client.ensure_session()
    cloud.script("GET", "/api/credits", Reply(status=307, headers={"location": "http://localhost:9/x"}))
    with pytest.raises(ProtocolBroken, match="307"):
        client.credits()


def test_names_and_models_need_no_httpx() -> None:
    """Types and pure parts come without the network; the client never loads httpx's own command line."""
    code = (
        "import sys; import imgfree.client, imgfree.client.timeline;"
        "assert 'httpx' not in sys.modules; from imgfree.client import Client;"
        "assert 'httpx' in sys.modules; assert sys.modules['httpx._main'] is None; assert 'rich' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240, check=False)
    assert (0, "") == (done.returncode, done.stderr)
