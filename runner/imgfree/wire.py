"""What both sides of the protocol agree on: paths, headers, codes, status words, limits."""

import re
from enum import IntEnum

API_URL = "https://mega-api-prod.nemovideo.ai"
WEB_URL = "https://www.nemovideo.com"
APP_NAME = "nemo_agent"
USER = "me"

ANONYMOUS_TOKEN = "/api/auth/anonymous-token"
CLAIM_TOKEN = "/api/auth/claim-token"
NEW_SESSION = f"/api/tasks/{USER}/with-session/{APP_NAME}"
RUN_SSE = "/run_sse"
CREDITS = "/api/credits/balance/simple"
RENDER = "/api/render/proxy/lambda"


def upload_path(session_id: str) -> str:
    """Return where files for this session go."""
    return f"/api/upload-video/{APP_NAME}/{USER}/{session_id}"


def state_path(session_id: str) -> str:
    """Return where this session's newest state is read."""
    return f"/api/state/{APP_NAME}/{USER}/{session_id}/latest"


def preview_path(session_id: str) -> str:
    """Return where stills of a draft are made; the local backend's own, the cloud has no such thing."""
    return f"/api/preview/{APP_NAME}/{USER}/{session_id}"


def render_path(render_id: str) -> str:
    """Return where this render is polled."""
    return f"{RENDER}/{render_id}"


def cancel_path(render_id: str) -> str:
    """Return where this render is cancelled."""
    return f"{RENDER}/{render_id}/cancel"


def download_path(render_id: str) -> str:
    """Return the fallback for a render's file; note that it has no `lambda` in it."""
    return f"/api/render/proxy/{render_id}/download"


CLIENT_ID_HEADER = "X-Client-Id"
IDEMPOTENCY_HEADER = "Idempotency-Key"  # the protocol names none; this is the field's name for it
PREFER_HEADER = "Prefer"  # of RFC 7240: `wait=2` asks of a poll to be answered when there is news, or after two seconds
FOCUS_HEADER = "X-Picture-Focus"  # of one file of an upload; ours, as the protocol has no word for it
SKILL_SOURCE_HEADER = "X-Skill-Source"
SKILL_VERSION_HEADER = "X-Skill-Version"
SKILL_PLATFORM_HEADER = "X-Skill-Platform"
ATTRIBUTION_HEADERS = (SKILL_SOURCE_HEADER, SKILL_VERSION_HEADER, SKILL_PLATFORM_HEADER)
SKILL_SOURCE = "image-to-free"


class Code(IntEnum):
    """Body codes and the HTTP statuses that the protocol gives a meaning of its own."""

    OK = 0
    BAD_TOKEN = 1001
    SESSION_NOT_FOUND = 1002
    NO_CREDITS = 2001
    UNSUPPORTED_FILE = 4001
    FILE_TOO_LARGE = 4002
    CLIENT_ID_MISSING = 400
    EXPORT_BLOCKED = 402
    RATE_LIMITED = 429


PENDING, PROCESSING, COMPLETED, FAILED = "pending", "processing", "completed", "failed"

TRACK_VIDEO, TRACK_AUDIO, TRACK_TEXT = 0, 1, 7

MAX_UPLOAD_BYTES = 200 * 1000 * 1000

ANONYMOUS_CREDITS = 100
TOKEN_LIFE_S = 7 * 24 * 3600
RATE_LIMIT_WAIT_S = 30.0
STREAM_LIMIT_S = 15 * 60.0
STREAM_IDLE_LIMIT_S = 10 * 60.0
STILL_WORKING_S = 120.0
SUBMIT_QUIET_S = 30.0  # a submit that was under way is known to the backend by then, or never will be
RENDER_POLL_S = 30.0
RECOVERY_FIRST_S = 30.0
RECOVERY_EVERY_S = 60.0
RECOVERY_READS = 5

_ID = re.compile(r"(?<=[/=])(?=[^/?&=]*[0-9])[^/?&=]{8,}")


def without_ids(path: str) -> str:
    """Return an address or path for people: `…` stands for sessions, renders and signatures."""
    return _ID.sub("…", path)
