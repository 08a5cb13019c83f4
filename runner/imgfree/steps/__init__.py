"""KINDS: the name in a recipe -> the module that does it."""

from imgfree.steps import credits, download, export, instruct, upload, wait_state
from imgfree.steps.base import Kind, kind

KINDS: dict[str, Kind] = {
    "upload": kind(upload),
    "instruct": kind(instruct),
    "wait_state": kind(wait_state),
    "export": kind(export),
    "download": kind(download),
    "credits": kind(credits),
}
