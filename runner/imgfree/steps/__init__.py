"""KINDS: the name in a recipe -> the module that does it."""

from imgfree.steps import credits, download, export, instruct, upload, wait_state
from imgfree.steps.base import Kind

KINDS: dict[str, Kind] = {
    "upload": upload,
    "instruct": instruct,
    "wait_state": wait_state,
    "export": export,
    "download": download,
    "credits": credits,
}
