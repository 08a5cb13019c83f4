"""Store records -> the JSON that clients read."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from imgfree import wire
from imgfree.local.answers import Refused
from imgfree.local.assets import Asset
from imgfree.local.caption_files import SRT, VTT
from imgfree.local.jobs import COVER, SHEET, Job
from imgfree.local.renderer import made_by
from imgfree.local.store import Session


@dataclass(frozen=True)
class Media:
    """A session's files, and the address of the server that shows them."""

    assets: Sequence[Asset]
    renders: Sequence[Job]
    base_url: str


def uploaded(assets: Sequence[Asset], base_url: str, failed: Sequence[tuple[str, Refused]] = ()) -> dict[str, Any]:
    """Return `data` of an upload; `failed` appears only where an address could not be fetched."""
    data: dict[str, Any] = {
        "files": [asset_info(asset, base_url) | {"hash": asset.sha256} for asset in assets],
        "session_state_applied": True,
    }
    if failed:
        data["failed"] = [{"url": url, "code": exc.code, "message": exc.message} for url, exc in failed]
    return data


def asset_info(asset: Asset, base_url: str) -> dict[str, Any]:
    """Return one uploaded file; `duration` is in seconds."""
    return {
        "id": asset.id,
        "filename": asset.filename,
        "file_type": asset.file_type,
        "cdn_url": base_url + asset.cdn_url,
        **({"thumbnail_url": base_url + thumbnail_url(asset)} if asset.file_type in ("image", "video") else {}),
        "duration": asset.duration_s,
        "width": asset.width,
        "height": asset.height,
        "fps": asset.fps,
        "size": asset.size_bytes,
        **{name: said for name, said in (("taken", asset.taken), ("place", asset.place)) if said},
        **({"focus": asdict(asset.focus) | {"box": list(asset.focus.box)}} if asset.focus else {}),
    }


def thumbnail_url(asset: Asset) -> str:
    """Return where a small picture of a photo or clip is served, without the host."""
    return f"/thumbnails/{asset.id}.jpg"


def state(session: Session, draft: Mapping[str, Any], media: Media) -> dict[str, Any]:
    """Return `data` of the state route."""
    return {
        "session_id": session.session_id,
        "task_id": session.task_id,
        "task_name": session.task_name,
        "user_id": session.user_id,
        "state": {
            "video_infos": [asset_info(asset, media.base_url) for asset in media.assets],
            "draft": draft,
            "canvas_config": _canvas(draft),
            "generated_media": [_generated(job, media.base_url) for job in media.renders],
            "video_analyses": {},
        },
    }


def job(job: Job, base_url: str) -> dict[str, Any]:
    """Return a render's answer in all forms at once: bare, in `data`, with `code` and with `success`.

    Clients that see `code` read `data` alone, so `data` is complete by itself.
    """
    output: dict[str, Any] = {"url": base_url + job.url, "duration": job.duration_s, "size": job.size_bytes}
    output |= {"width": job.width, "height": job.height, **_stills(job, base_url)}
    output |= {"loudness": job.loudness} if job.loudness else {}
    output |= {"encoder": made_by()}
    done = job.status == wire.COMPLETED
    core: dict[str, Any] = {"id": job.render_id, "taskId": job.render_id, "status": job.status}
    core |= {"progress": job.progress} | ({"output": output} if done else {})
    core |= {"error": job.error} if job.error else {}
    data = core | {"createdAt": job.created_ms} | ({"outputUrl": output["url"]} if done else {})
    data |= {"completedAt": job.completed_ms} if job.completed_ms else {}
    return {"code": 0, "success": True} | core | {"data": data}


def _stills(job: Job, base_url: str) -> dict[str, str]:
    beside = {"coverUrl": COVER, "contactSheetUrl": SHEET}
    beside |= {"captionsUrl": SRT, "captionsVttUrl": VTT} if job.captioned else {}
    return {name: base_url + job.still_url(file) for name, file in beside.items()}


def _generated(job: Job, base_url: str) -> dict[str, Any]:
    return {
        "id": job.render_id,
        "file_type": "video",
        "url": base_url + job.url,
        "thumbnail_url": base_url + job.still_url(COVER),
        "width": job.width,
        "height": job.height,
        "duration": job.duration_s,
        "size": job.size_bytes,
    }


def _canvas(draft: Mapping[str, Any]) -> dict[str, Any]:
    about = draft.get("m") or {}
    width, height = about.get("width"), about.get("height")
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        return {}
    common = math.gcd(width, height)
    return {"width": width, "height": height, "aspect_ratio": f"{width // common}:{height // common}"}
