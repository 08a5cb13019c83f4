"""A report where people see it: light and dark, on a phone, on paper, without network, and under attack."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran, run
from devtools import Tab
from pastruns import PastRun, hostile

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("IMGFREE_PICTURES")  # a folder: what the browser shows is kept there, to be looked at

RECIPE = """\
version: 1
name: Spring in the shop
description: Two photos, a title, and a look at the credits.
inputs:
  title: {type: string, default: Sale & more}
steps:
  - id: photos
    upload: ["*.jpg"]
  - id: cut
    name: Cut the reel
    instruct: 'Make a 4-second 1:1 video with crossfades, calm music and the title "{{ inputs.title }}".'
  - id: wait
    wait_state: timeline.duration_s > 3
  - export: {quality: low}
  - download: out/reel.mp4
"""

# Text that is too pale for what lies below it, by the rule of WCAG 2.2 (4.5 to 1; large text 3 to 1).
PALE = """(() => {
  const numbers = c => { const n = (c.match(/[\\d.]+/g) || []).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3]));
  const below = e => { let found = []; for (; e; e = e.parentElement) {
      const c = numbers(getComputedStyle(e).backgroundColor); if (c[3]) found.push(c); if (c[3] === 1) break; }
    return found.reverse().reduce((all, c) => over(c, all), [255, 255, 255]); };
  const pale = [];
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest('svg, .visually-hidden, .skip') || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), ground = below(e), ink = numbers(style.color);
    ink[3] *= Number(style.opacity);
    const [a, b] = [light(over(ink, ground)), light(ground)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if ((a + .05) / (b + .05) < (large ? 3 : 4.5)) pale.push(`${e.tagName}.${e.className} ${e.textContent}`);
  }
  return pale;
})()"""


def keep(tab: Tab, name: str) -> None:
    if PICTURES:
        tab.picture(Path(PICTURES) / f"{name}.png")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the report of a real run of the local backend."""
    from PIL import Image

    folder = tmp_path_factory.mktemp("shop")
    for number in range(2):
        Image.effect_mandelbrot((400, 400), (-2 + number, -1.5, 1, 1.5), 60).convert("RGB").save(
            folder / f"{number}.jpg"
        )
    (folder / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    env = {"IMGFREE_HOME": str(folder / "home")}
    ran = run("run", "clip.yaml", "--backend", "local", "--report", "reel.html", cwd=folder, env=env)
    assert 0 == ran.returncode, ran.stderr
    return folder / "reel.html"


@pytest.mark.parametrize("width", [1100, 390, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_readable_in_both_lights_and_every_width(tab: Tab, report: Path, width: int, dark: bool) -> None:
    """Nothing is wider than the screen, no text too pale; the ground is as light or dark as was asked for."""
    tab.open(report, width=width, dark=dark)
    keep(tab, f"{'dark' if dark else 'light'}-{width}")
    assert width == tab.value("document.documentElement.scrollWidth")
    assert [] == tab.value(PALE)
    tab.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert width == tab.value("document.documentElement.scrollWidth")
    assert [] == tab.value(PALE)
    ground = tab.value("getComputedStyle(document.documentElement).backgroundColor")
    assert (ground == "rgb(21, 23, 26)") is dark


def test_the_film_plays_and_nothing_else_is_fetched(tab: Tab, report: Path) -> None:
    """Opened from disk: the page, its own pictures, and the film beside it; no complaint on the console."""
    tab.requested.clear()
    tab.said.clear()
    tab.open(report)
    played = """new Promise(done => { const film = document.querySelector('video');
        const look = () => film.readyState >= 1 || film.error ? done([film.duration, film.videoWidth, film.error])
                                                              : setTimeout(look, 50); look(); })"""
    assert [4, 1080, None] == tab.value(played)
    fetched = [url for url in tab.requested if not url.startswith("data:image/")]
    assert {report.as_uri(), (report.parent / "out" / "reel.mp4").as_uri()} == set(fetched)
    assert [] == tab.said
    loaded = "[...document.images].map(one => one.complete && one.naturalWidth > 0)"
    assert [True] * 6 == tab.value(loaded)


def test_reachable_by_keyboard_and_named_for_ears(tab: Tab, report: Path) -> None:
    """Tab reaches the skip link first, then every fold; pictures, drawings and regions have names."""
    tab.open(report)
    seen = []
    for _ in range(40):
        tab.ask("Input.dispatchKeyEvent", type="rawKeyDown", key="Tab", code="Tab", windowsVirtualKeyCode=9)
        seen.append(tab.value("document.activeElement.className || document.activeElement.tagName"))
    assert "skip" == seen[0]
    assert {"VIDEO", "SUMMARY", "command"} <= set(seen)
    nodes = tab.ask("Accessibility.getFullAXTree")["nodes"]
    named = {"image", "Video", "region", "heading", "columnheader", "rowheader", "link", "figure"}
    unnamed = [
        node
        for node in nodes
        if not node.get("ignored") and node["role"]["value"] in named and not node.get("name", {}).get("value")
    ]
    roles = {node["role"]["value"] for node in nodes if not node.get("ignored")}
    assert {"image", "heading", "columnheader", "rowheader"} <= roles
    assert [] == [node for node in unnamed if node["role"]["value"] != "figure"]


def test_paper_shows_what_is_folded(tab: Tab, report: Path, tmp_path: Path) -> None:
    """Printed on white even in the dark; the steps' details and the requests are there without a click."""
    tab.open(report, dark=True)
    tab.look("print", **{"prefers-color-scheme": "dark"})
    assert "rgb(255, 255, 255)" == tab.value("getComputedStyle(document.documentElement).backgroundColor")
    assert "rgb(28, 30, 34)" == tab.value("getComputedStyle(document.body).color")
    shown = "[...document.querySelectorAll('section > details pre')].map(one => one.getBoundingClientRect().height > 0)"
    assert {True} == set(tab.value(shown))
    paper = (Path(PICTURES) if PICTURES else tmp_path) / "paper.pdf"
    tab.paper(paper)
    assert paper.read_bytes().startswith(b"%PDF")


def test_still_where_motion_is_unwelcome(tab: Tab, tmp_path: Path) -> None:
    """The one thing that moves, the badge of a running run, stands still on request."""
    import fcntl

    folder = PastRun(tmp_path / ".imgfree" / "runs").begin().emit("step.started", step="a", kind="upload").write()
    with (folder / "events.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert 0 == run("show", "--html", "r.html", cwd=tmp_path).returncode
    moving = "document.getAnimations().length"
    tab.open(tmp_path / "r.html")
    keep(tab, "running")
    assert 1 == tab.value(moving)
    tab.open(tmp_path / "r.html", motion=False)
    assert 0 == tab.value(moving)


def test_an_attack_stays_text(tab: Tab, tmp_path: Path) -> None:
    """Nothing of a hostile run is executed, fetched, or breaks the page, on any width."""
    hostile(tmp_path / ".imgfree" / "runs")
    assert 0 == run("show", "--html", "evil.html", cwd=tmp_path).returncode
    tab.requested.clear()
    tab.said.clear()
    for width in (1100, 390):
        tab.open(tmp_path / "evil.html", width=width)
        keep(tab, f"evil-{width}")
        assert width == tab.value("document.documentElement.scrollWidth")
    assert tab.value("document.title").endswith("Failed")
    assert 0 == tab.value("document.scripts.length + document.images.length")
    assert {(tmp_path / "evil.html").as_uri()} == set(tab.requested)
    assert [] == tab.said


def test_a_failed_run_opens_with_its_reason(tab: Tab, tmp_path: Path, cloud: Callable[..., Ran]) -> None:
    """What went wrong stands on the first screen, with the line and the command that goes on."""
    (tmp_path / "a.jpg").write_bytes(b"no photo")
    (tmp_path / "clip.yaml").write_text(
        "version: 1\nsteps:\n  - instruct: an 8-second clip\n    expect: timeline.duration_s == 9\n  - export: mp4\n"
    )
    assert 1 == cloud("run", "clip.yaml", "--report", "r.html").returncode
    tab.open(tmp_path / "r.html")
    keep(tab, "failed")
    bottom = "document.querySelector('.trouble').getBoundingClientRect().bottom"
    assert 900 > tab.value(bottom)
    assert "timeline" == tab.value("document.querySelector('mark').textContent")
