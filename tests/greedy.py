"""A recipe that wants much, and what `imgfree vet` says of recipes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from commandline import Ran, printed

Imgfree = Callable[..., Ran]
GREEDY = """\
version: 1
env: [SHOP_KEY]
inputs:
  host: {type: string, default: evil.example}
steps:
  - upload: {files: [/etc/*.jpg, ../x.jpg, a.jpg], urls: ["https://photos.example/b.jpg"]}
  - if: env.SHOP_KEY == 'x'
    instruct: hello
  - foreach: [a.example, "b.example:8443"]
    as: there
    steps:
      - download: {from: "https://{{ there }}/x", to: "{{ loop.index }}.mp4"}
  - id: built
    download: {from: "{{ 'http' ~ 's://' ~ inputs.host }}/x", to: b.mp4}
  - id: partly
    upload: "/etc/‹/{{ steps.built.path }}"
  - id: inside
    download: {from: "http://127.0.0.1:99/x", to: c.mp4}
  - id: open
    download: {from: "{{ 'https://z.example/' ~ steps.built.path }}", to: d.mp4}
"""


def sheet(imgfree: Imgfree, *args: str | Path, **more: Any) -> dict[str, Any]:
    """Return the sheet as an object."""
    return printed(imgfree("vet", *args, "--json", **more))
