"""The files that are kept here and can be fetched: uploads, their thumbnails, films with cover and contact sheet."""

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from imgfree import media_types, wire
from imgfree.errors import ImgfreeError
from imgfree.local.answers import Refused
from imgfree.local.assets import Asset
from imgfree.local.jobs import BESIDE, Jobs, still
from imgfree.local.store import Store


class Kept:
    """One method a route; an address that nobody can guess is the permission."""

    def __init__(self, store: Store, jobs: Jobs, thumbnail: Callable[[Asset, Path], None]) -> None:
        self._store = store
        self._jobs = jobs
        self._thumbnail = thumbnail

    async def media(self, request: Request) -> Response:
        """Return an uploaded file; its address is the permission."""
        asset = self._store.asset(request.path_params["upload"])
        if asset is None or asset.filename != request.path_params["name"]:
            raise Refused(404, 404, "no such file")
        return kept_file(asset.path, asset.sha256)

    async def thumbnail(self, request: Request) -> Response:
        """Return a small picture of an uploaded photo or clip, made when it is first asked for."""
        asset = self._store.asset(request.path_params["upload"])
        if asset is None or asset.file_type not in ("image", "video"):
            raise Refused(404, 404, "no such file")
        path = self._store.thumbnails / f"{asset.id}.jpg"
        if not path.is_file():
            try:
                await asyncio.to_thread(self._thumbnail, asset, path)
            except ImgfreeError as exc:
                raise Refused(404, 404, exc.message) from exc
        return kept_file(path, f"{asset.sha256} thumbnail")

    async def rendered(self, request: Request) -> Response:
        """Return a finished render's film, or what lies beside it; its address is the permission, while it is kept."""
        job, name = self._jobs.by_key(request.path_params["key"]), request.path_params["name"]
        if job is None or job.status != wire.COMPLETED:
            raise Refused(404, 404, "no such file")
        filename = still(job.key, name) if name in BESIDE else job.filename
        return kept_file(self._store.renders / filename, f"{job.key} {name}")


class _File(FileResponse):
    chunk_size = 1 << 20  # most films then go out in one piece, and none takes much memory


def kept_file(path: Path, tag: str, *, filename: str | None = None) -> Response:
    """Return a file that is kept here; `tag` changes with what is in it. Raises Refused (404) where it is gone."""
    if not path.is_file():
        raise Refused(404, 404, "the file is no longer kept here")
    etag = hashlib.sha256(tag.encode()).hexdigest()[:32]
    headers = {"etag": f'"{etag}"', "x-content-type-options": "nosniff"}
    kind = media_types.by_suffix(media_types.suffix_of(path.name))  # what it is, whatever its user called it
    return _File(path, headers=headers, filename=filename, media_type=kind.mime if kind else None)
