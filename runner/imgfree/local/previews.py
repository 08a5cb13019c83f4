"""Stills of a draft that nobody has rendered: a route of this backend alone, beside those of the protocol."""

import asyncio
import base64
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse

from imgfree.errors import ImgfreeError
from imgfree.local.answers import Refused, granted, json_body
from imgfree.local.assets import Asset
from imgfree.local.orders import order
from imgfree.local.output import Output
from imgfree.local.store import Session, Store


class Preview(Protocol):
    """Writes stills of a draft as one JPEG at `target` and returns what they show."""

    def __call__(
        self, draft: Mapping[str, Any], assets: Mapping[str, Asset], output: Output, target: Path
    ) -> Mapping[str, Any]: ...


class Previews:
    """The route: a draft and an output as for a render, answered at once."""

    def __init__(self, store: Store, preview: Preview, named: Callable[[Request], Session]) -> None:
        self._store = store
        self._preview = preview
        self._named = named

    async def preview(self, request: Request) -> JSONResponse:
        """Return the sheet (`jpeg`, in base64) and what is on it.

        Raises:
            Refused: 400 for what no render would take, 422 where the draft cannot be painted.
        """
        session = self._named(request)
        asked = order({**await json_body(request), "id": "preview", "sessionId": session.session_id})
        assets = {asset.id: asset for asset in self._store.assets(session.session_id)}
        target = self._store.parts / f"preview-{secrets.token_hex(8)}.jpg"
        try:
            shown = await asyncio.to_thread(self._preview, asked.draft, assets, asked.output, target)
            jpeg = base64.b64encode(target.read_bytes()).decode()
        except ImgfreeError as error:
            raise Refused(422, 422, f"{error.message} ({error.hint})" if error.hint else error.message) from error
        finally:
            target.unlink(missing_ok=True)
        return granted({**shown, "jpeg": jpeg})
