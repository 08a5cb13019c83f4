"""Has this very video been rendered before? A render is a function of its draft, its files and its output alone."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from imgfree import __version__
from imgfree.local.assets import Asset

# The user's newest finished render of that content.
TWIN = (
    "user_id = ? AND status = ? AND key IN (SELECT key FROM render_contents WHERE content = ?)"
    " ORDER BY completed_ms DESC LIMIT 1"
)


def content(draft: Mapping[str, Any], assets: Sequence[Asset], output: Mapping[str, Any]) -> str:
    """Return a digest that another session's draft shares if it shows the same: files count by what is in them.

    It holds for this version of imgfree alone, as the next may draw better.
    """
    digests = {asset.id: asset.sha256 for asset in assets} | {asset.cdn_url: asset.sha256 for asset in assets}
    whole = json.dumps([__version__, _plain(draft, digests), dict(output)], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def shared(made: Path, name: str) -> bool:
    """Make the finished file one of the folder's under another name, too; return whether it is there still."""
    if not made.is_file():
        return False
    try:
        os.link(made, made.with_name(name))
    except OSError:  # a file system without links
        shutil.copyfile(made, made.with_name(name))
    return True


def _plain(value: Any, digests: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return digests.get(value) or digests.get(urlsplit(value).path if value.startswith("http") else "", value)
    if isinstance(value, Mapping):
        return {key: _plain(one, digests) for key, one in value.items()}
    return [_plain(one, digests) for one in value] if isinstance(value, list) else value
