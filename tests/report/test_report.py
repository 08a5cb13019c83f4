"""`imgfree show --html` and `imgfree run --report`: a run as one page that can be sent around."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from commandline import Ran
from imgfree import journal
from imgfree.redaction import Redactor
from imgfree.report import gantt, texts, times
from imgfree.report import timeline as tracks
from nemo import Nemo
from pastruns import HOSTILE, PastRun, hostile

Imgfree = Callable[..., Ran]
VOID = {"meta", "img", "br", "link", "input", "hr"}
RECIPE = """\
version: 1
name: spring
description: Photos for the shop window.
inputs:
  title: {type: string, default: Sale & more}
steps:
  - id: before
    credits: {}
  - id: photos
    upload: a.jpg
  - id: cut
    name: Cut it
    instruct: an 8-second clip with the title "{{ inputs.title }}"
    expect: timeline.video | length == 1
  - id: more
    if: inputs.title == ''
    instruct: longer
  - export: mp4
  - download: {to: "out/reel.mp4", overwrite: true}
  - id: after
    credits: {}
outputs:
  video: "{{ steps.download.path }}"
"""


class Page(HTMLParser):
    """A page taken apart: its elements, its text, and whether every element is closed where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.source = path.read_text(encoding="utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop(), f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def checked(path: Path) -> Page:
    """Return the page, which is well formed, small, reachable by everyone, and asks for nothing from elsewhere."""
    page = Page(path)
    assert [] == page.open
    assert path.stat().st_size < 300_000
    assert set() == {"script", "link", "iframe", "object", "embed", "form"} & {tag for tag, _ in page.elements}
    assert [] == [name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"]
    for _, attrs in page.elements:
        for name in ("src", "href", "poster"):
            value = attrs.get(name) or "./"
            assert re.match(r"\.{1,2}/|#|data:image/jpeg;base64,|file:///", value), value
    assert "url(http" not in page.source
    assert "@import" not in page.source
    assert [] == [attrs for attrs in page.all("img") if not attrs.get("alt")]
    assert [] == [attrs for attrs in page.all("th") if attrs.get("scope") not in ("row", "col")]
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert [0] == [place for place, level in enumerate(levels) if level == 1]
    assert [{"lang": "en"}] == page.all("html")
    return page


@pytest.fixture
def shop(tmp_path: Path, photo: Callable[[str], Path]) -> Path:
    """Return a folder with a recipe and its photo."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE, encoding="utf-8")
    return tmp_path


def newest(folder: Path) -> Path:
    return sorted((folder / ".imgfree" / "runs").iterdir())[-1]


def test_a_run_leaves_its_report(shop: Path, cloud: Imgfree, nemo: Nemo) -> None:
    """The page says what was asked, answered, made and paid, and how to do it again."""
    nemo.words = "Done: the reel has <one> shot."
    ran = cloud("run", "clip.yaml", "--report", "pages/reel.html", "--set", "title=50% & <b>", "--out", "shop")
    assert 0 == ran.returncode, ran.stderr
    assert "shop/out/reel.mp4\n" == ran.stdout
    page = checked(shop / "pages" / "reel.html")
    for words in (
        "spring", "Photos for the shop window.", "Finished", "7 of 7 done", "the cloud", "100 → 100",
        'an 8-second clip with the title "50% & <b>"', "Done: the reel has <one> shot.", "a.jpg",
        "skipped if: inputs.title == ''",
        "timeline.video | length == 1", "POST /run_sse", "GET /api/state/nemo_agent/me/…/latest",
        "imgfree run clip.yaml --backend nemo --set 'title=50% & <b>' --out shop",
    ):  # fmt: skip
        assert words in page.text, words
    assert "{{ inputs.title }}" in page.text  # as it is written, beside what came of it
    (video,) = page.all("video")
    assert "../shop/out/reel.mp4" == video["src"]
    assert "nmv_usr_" not in page.source
    assert str(shop) not in page.source


def test_the_same_log_gives_the_same_page(shop: Path, cloud: Imgfree) -> None:
    """Two reports of one run are equal to the byte, and `show` says where the page is."""
    assert 0 == cloud("run", "clip.yaml").returncode
    assert "1.html\n" == cloud("show", "--html", "1.html").stdout
    assert "2.html\n" == cloud("show", newest(shop).name, "--html", "2.html").stdout
    assert (shop / "1.html").read_bytes() == (shop / "2.html").read_bytes()


def test_a_failed_run_shows_the_line(shop: Path, cloud: Imgfree) -> None:
    """The reason, the user's own line with its word marked, what was seen, what never ran, and both commands."""
    text = RECIPE.replace("length == 1", "length == 3")
    (shop / "clip.yaml").write_text(text, encoding="utf-8")
    ran = cloud("run", "clip.yaml", "--report", "bad.html")
    assert 1 == ran.returncode
    page = checked(shop / "bad.html")
    assert "Failed" in page.text
    assert "expected timeline.video | length == 3" in page.text
    assert "here timeline.video | length = 1" in page.text
    assert re.search(r"clip.yaml:14:13", page.text)
    assert "14 expect: timeline .video | length == 3" in page.text
    assert "<mark>timeline</mark>" in page.source
    assert 4 == page.text.count("not run") // 2  # more, export, download, after: in the table and in the details
    assert f"imgfree resume {newest(shop).name}" in page.text
    assert "imgfree run clip.yaml --backend nemo --new" in page.text
    assert "its answer is not in the log" in page.text


def test_an_interrupted_run_leaves_its_report(shop: Path, nemo: Nemo) -> None:
    """Ctrl-C while the render goes on: the page is there and says how to go on."""
    nemo.render_s = 60
    env = {"NEMO_API_URL": nemo.url, "NEMO_TOKEN": "nmv_usr_of-the-test", "IMGFREE_TIME_SCALE": "0.01"}
    command = [sys.executable, "-m", "imgfree", "run", "clip.yaml", "--report", "stopped.html"]
    process = subprocess.Popen(command, cwd=shop, env={**os.environ, **env}, stderr=subprocess.PIPE, text=True)
    while not nemo.jobs:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert 130 == process.returncode
    page = checked(shop / "stopped.html")
    assert "Interrupted" in page.text
    assert f"imgfree resume {newest(shop).name}" in page.text


def test_a_log_without_an_end(shop: Path, cloud: Imgfree) -> None:
    """Killed, or still at work: the lock tells which, and only a run that nobody works on can be resumed."""
    assert 0 == cloud("run", "clip.yaml").returncode
    log = newest(shop) / "events.jsonl"
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = next(number for number, line in enumerate(lines) if '"render.submitted"' in line)
    log.write_text("".join(lines[: cut + 1]) + '{"ts": "20', encoding="utf-8")  # the last line is torn, too
    assert 0 == cloud("show", "--html", "cut.html").returncode
    page = checked(shop / "cut.html")
    assert "Cut short" in page.text
    assert "The last event is render.submitted" in page.text
    assert "unfinished" in page.text
    assert "imgfree resume" in page.text
    fcntl = pytest.importorskip("fcntl", reason="this lock is that of POSIX")
    with (newest(shop) / "events.lock").open("r+b") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert 0 == cloud("show", "--html", "now.html").returncode
    page = checked(shop / "now.html")
    assert "Running" in page.text
    assert "imgfree resume" not in page.text


def test_nothing_in_a_run_is_markup(tmp_path: Path, imgfree: Imgfree) -> None:
    """Names, words, paths and errors of strangers are text, wherever they stand."""
    hostile(tmp_path / ".imgfree" / "runs")
    assert 0 == imgfree("show", "--html", "evil.html").returncode
    page = checked(tmp_path / "evil.html")
    assert page.text.count("onerror=alert(1)") > 50
    assert {"onerror", "alert"} & {name for _, attrs in page.elements for name in attrs} == set()
    assert "\u202e" not in page.source
    assert HOSTILE.replace("\u202e", "")[:40] in page.text
    assert "jane" not in page.source


def test_a_huge_run_fits(tmp_path: Path, imgfree: Imgfree) -> None:
    """Thousands of steps: the page stays small, counts what it leaves out, and keeps what went wrong."""
    hostile(tmp_path / ".imgfree" / "runs", steps=3000)
    assert 0 == imgfree("show", "--html", "huge.html").returncode
    page = checked(tmp_path / "huge.html")
    assert re.search(r"and 2,9\d\d more steps, not shown here", page.text)
    assert re.search(r"and 2,9\d\d more exchanges", page.text)
    assert "What went wrong" in page.text


def test_secrets_stay_out(tmp_path: Path, imgfree: Imgfree) -> None:
    """The token, what looks like one, signatures, logins, env values: masked, whoever wrote them into the log."""
    run = PastRun(tmp_path / ".imgfree" / "runs").begin(sets={"url": "https://u:pass@cdn.test/a.jpg?sig=abcdef"})
    step = {"step": "cut", "kind": "instruct"}
    text = (
        "Bearer abcdefghijk nmv_usr_someone-elses mine-is-very-secret key-of-the-shop https://x.test/a?X-Amz-Sig=0123"
    )
    run.emit("step.started", attempt=1, **step).emit("step.rendered", params={"text": text}, **step)
    run.emit("step.finished", outcome="passed", attempt=1, duration_s=1, outputs={"text": text}, **step)
    run.write("version: 1\nenv: [SHOP_KEY]\nsteps:\n  - id: cut\n    instruct: mine-is-very-secret\n")
    env = {"NEMO_TOKEN": "mine-is-very-secret", "SHOP_KEY": "key-of-the-shop"}
    assert 0 == imgfree("show", "--html", "r.html", env=env).returncode
    page = checked(tmp_path / "r.html")
    for secret in ("abcdef", "someone-elses", "mine-is", "key-of-the-shop", "0123", "u:pass"):
        assert secret not in page.source, secret
    assert "https://x.test/a?…" in page.text


def test_no_file_of_another_sort_is_replaced(shop: Path, cloud: Imgfree, nemo: Nemo) -> None:
    """A slip of the tongue costs no recipe: exit 3, before anything is sent; an earlier report is replaced."""
    assert 3 == cloud("run", "clip.yaml", "--report", "clip.yaml").returncode
    assert RECIPE == (shop / "clip.yaml").read_text(encoding="utf-8")
    assert [] == nemo.requests
    assert 2 == cloud("run", "clip.yaml", "--report", ".").returncode
    for _ in range(2):
        ran = cloud("run", "clip.yaml", "--report", "r.html")
        assert 0 == ran.returncode, ran.stderr


def test_a_report_that_fails_takes_nothing_from_the_run(shop: Path, cloud: Imgfree) -> None:
    """The film is made and named on stdout; stderr says why there is no page."""
    (shop / "taken").write_text("a file where a folder is needed")
    ran = cloud("run", "clip.yaml", "--report", "taken/r.html")
    assert (0, "out/reel.mp4\n") == (ran.returncode, ran.stdout)
    assert "the report is missing" in ran.stderr


@pytest.mark.slow
def test_pictures_of_the_film(shop: Path, imgfree: Imgfree) -> None:
    """A cover and six frames, in the film's proportions; a film that is gone, or is none, leaves the page without."""
    (shop / "clip.yaml").write_text(RECIPE.replace("export: mp4", "export: {quality: low}"), encoding="utf-8")
    ran = imgfree("run", "clip.yaml", "--backend", "local", "--report", "r.html")
    assert 0 == ran.returncode, ran.stderr
    page = checked(shop / "r.html")
    times_s = [float(str(image["alt"]).split()[2]) for image in page.all("img")]
    assert (6, sorted(set(times_s))) == (len(times_s), times_s)
    (video,) = page.all("video")
    assert str(video["poster"]).startswith("data:image/jpeg;base64,")
    assert "defaulted" in page.text  # clause by clause, what this backend made of the words
    (shop / "out" / "reel.mp4").write_bytes(b"no film")
    assert 0 == imgfree("show", "--html", "r.html").returncode
    assert [] == checked(shop / "r.html").all("img")
    shutil.rmtree(shop / "out")
    assert 0 == imgfree("show", "--html", "r.html").returncode
    assert [] == checked(shop / "r.html").all("video")
    assert "is not there any more" in checked(shop / "r.html").text


def _moving(path: Path, frames: int, size: tuple[int, int]) -> None:
    """Write a small film whose brightness rises."""
    with av.open(str(path), "w") as file:
        video: Any = file.add_stream("libx264", rate=10)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        for number in range(frames):
            noise = np.random.default_rng(number).integers(0, 255, (size[1], size[0], 3), np.uint8)
            file.mux(video.encode(av.VideoFrame.from_ndarray(noise, format="rgb24")))
        file.mux(video.encode(None))


def test_the_film_comes_first_and_everything_is_in_the_page(tmp_path: Path, imgfree: Imgfree) -> None:
    """Of several outputs the film is the hero; each film has its cover and frames, and no picture needs a file."""
    _moving(tmp_path / "reel.mp4", 30, (90, 160))
    _moving(tmp_path / "teaser.mp4", 10, (160, 90))
    still = Image.new("RGB", (900, 1600), "red")
    still.save(tmp_path / "cover.jpg")
    grey = [Image.new("L", (90, 160), light) for light in (0, 90, 180)]
    grey[0].save(tmp_path / "loop.gif", save_all=True, append_images=grey[1:], duration=300)
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHi\n")
    run = PastRun(tmp_path / ".imgfree" / "runs").begin(cwd=str(tmp_path))
    for number, name in enumerate(("talk.srt", "reel.mp4", "teaser.mp4", "loop.gif", "cover.jpg", "reel.mp4")):
        facts = {"path": name, "size_bytes": 1000}
        run.emit("step.finished", step=f"d{number}", kind="download", outcome="passed", attempt=1, outputs=facts)
    run.emit("run.finished", outcome="passed", outputs={"cover": "cover.jpg", "video": "reel.mp4"}, saved=[]).write()
    assert 0 == imgfree("show", "--html", "r.html").returncode
    page = checked(tmp_path / "r.html")
    played = page.all("video")
    assert ["./reel.mp4", "./teaser.mp4"] == [video["src"] for video in played]
    assert all(str(video["poster"]).startswith("data:image/jpeg;base64,") for video in played)
    pictures = page.all("img")
    assert all(str(picture["src"]).startswith("data:") for picture in pictures)
    assert {"cover.jpg", "Cover of loop.gif"} == {str(one["alt"]) for one in pictures if "Frame" not in str(one["alt"])}
    assert 6 + 6 + 2 <= sum("Frame at" in str(picture["alt"]) for picture in pictures)
    assert "./talk.srt" in [link["href"] for link in page.all("a")]


def test_many_films_share_the_room(tmp_path: Path, imgfree: Imgfree) -> None:
    """Twenty-five films: the first twenty are listed, a dozen have pictures, and the page stays below its size."""
    _moving(tmp_path / "0.mp4", 7, (90, 160))
    run = PastRun(tmp_path / ".imgfree" / "runs").begin(cwd=str(tmp_path))
    for number in range(25):
        if number:
            shutil.copy(tmp_path / "0.mp4", tmp_path / f"{number}.mp4")
        facts = {"path": f"{number}.mp4", "size_bytes": 1000}
        run.emit("step.finished", step=f"d{number}", kind="download", outcome="passed", attempt=1, outputs=facts)
    run.emit("run.finished", outcome="passed", outputs={}, saved=[]).write()
    assert 0 == imgfree("show", "--html", "r.html").returncode
    page = checked(tmp_path / "r.html")
    assert ["./24.mp4", "./0.mp4"] == [video["src"] for video in page.all("video")][:2]
    assert 12 == sum("poster" in video for video in page.all("video"))
    assert "… and 5 more files, not shown here." in page.text


def test_a_conversation_shows_what_was_said(tmp_path: Path, imgfree: Imgfree) -> None:
    """There is no recipe: the words are the person's own, with the answer beside them."""
    run = PastRun(tmp_path / ".imgfree" / "runs").begin(recipe="", name=None, cwd=str(tmp_path))
    run.emit("step.started", step="instruct", kind="instruct", attempt=1)
    run.emit("step.rendered", step="instruct", kind="instruct", params={"text": "make it slower, please"})
    done = {"text": "Done: slower.", "clauses": [], "changes": []}
    run.emit("step.finished", step="instruct", kind="instruct", outcome="passed", attempt=1, outputs=done)
    run.emit("run.finished", outcome="passed", outputs={}, saved=[]).write()
    assert 0 == imgfree("show", "--html", "r.html").returncode
    page = checked(tmp_path / "r.html")
    for said in ("A conversation", "You instruct", "make it slower, please", "Agent", "Done: slower."):
        assert said in page.text
    assert "Recipe instruct" not in page.text


def test_waiting_is_told_apart_from_working(tmp_path: Path) -> None:
    """Every gap between two events is imgfree's, the backend's, or a pause; an interruption is none of these."""
    step, export = {"step": "cut", "kind": "instruct"}, {"step": "x", "kind": "export"}
    run = PastRun(tmp_path).begin()
    run.emit("step.started", 1.0, **step)
    run.emit("wait.scheduled", 0.5, wait_s=2, **step).emit("request.sent", 2.0, **step)
    run.emit("stream.opened", 0.25, **step).emit("stream.closed", 4.0, **step).emit("step.finished", 0.25, **step)
    run.emit("step.started", 0.0, **export).emit("render.submitted", 1.0, **export)
    run.emit("run.resumed", 3600.0).emit("render.polled", 1.0, **export).emit("render.finished", 3.0, **export)
    found = times.measured(journal.read(run.write()))
    assert (1.0, 4.0, 2.0) == tuple(found.spent_s("cut", sort) for sort in ("working", "backend", "waiting"))
    assert (1.0, 3.0, 0.0) == tuple(found.spent_s("x", sort) for sort in ("working", "backend", "waiting"))
    assert [times.Break(9.0, 3600.0)] == found.breaks
    assert 13.0 == found.total_s
    assert ["working", "waiting", "working", "backend", "working"] == [piece.sort for piece in found.pieces["cut"]]


def test_a_clock_that_was_set_back_takes_no_time(tmp_path: Path) -> None:
    """No bar has a negative length."""
    run = PastRun(tmp_path).begin().emit("step.started", 5.0, step="a", kind="upload")
    run.emit("step.finished", -60.0, step="a", kind="upload")
    assert 5.0 == times.measured(journal.read(run.write())).total_s


def test_bars_cover_the_whole_and_stay_inside() -> None:
    """A thousand short pieces become few bars, in order, none outside the axis."""
    pieces = [times.Piece(n / 10, (n + 1) / 10, ("working", "backend")[n % 2]) for n in range(1000)]
    bars = gantt.bars(pieces, 100.0)
    assert 0 < len(bars) <= 40
    assert all(0 <= bar.x_pct and bar.x_pct + bar.width_pct <= 100.001 for bar in bars)
    assert (gantt.Bar(99.6, 0.4, "working"),) == gantt.bars([times.Piece(100, 100, "working")], 100.0)


def test_a_timeline_is_drawn_to_scale() -> None:
    """Blocks lie where their seconds are, joins where two overlap, texts at the same time below each other."""
    video = [
        {"label": "a.jpg", "start_s": 0, "end_s": 6.5, "motion": "zoom_in"},
        {"label": "b.jpg", "start_s": 5.5, "end_s": 10, "transition": "fade_black", "transition_s": 1.0},
    ]
    text = [{"label": "one", "start_s": 0, "end_s": 5}, {"label": "two", "start_s": 4, "end_s": 8}]
    timeline = {
        "duration_s": 10,
        "width": 1080,
        "height": 1920,
        "tracks": [
            {"type": "video", "name": "Video", "segments": video},
            {"type": "text", "name": "T", "segments": text},
        ],
    }
    drawn = tracks.draw(timeline, texts.Texts(Redactor(), ""), most=50)
    assert drawn is not None
    first, second = drawn.rows[0].blocks
    assert ((0, 65), (55, 45)) == ((first.x_pct, first.width_pct), (second.x_pct, second.width_pct))
    assert ["fade black, 1 s"] == [join.title for join in drawn.rows[0].joins]
    assert (55, 10) == (drawn.rows[0].joins[0].x_pct, drawn.rows[0].joins[0].width_pct)
    assert drawn.rows[1].blocks[0].y_px < drawn.rows[1].blocks[1].y_px
    assert "fade black 1 s" == drawn.told[1].how
    assert ("0 s", "2 s", "10 s") == (drawn.ticks[0].label, drawn.ticks[1].label, drawn.ticks[-1].label)
    assert tracks.draw({}, texts.Texts(Redactor(), ""), most=50) is None


@pytest.mark.parametrize("whole_s", [0.04, 0.5, 3, 12, 59.9, 61, 600, 4000, 90_000, 10_000_000])
def test_an_axis_has_few_marks(whole_s: float) -> None:
    """Two to ten marks, the first at the beginning."""
    found = tracks.ticks(whole_s)
    assert 1 <= len(found) <= 10
    assert 0 == found[0].x_pct


def test_private_places_are_not_told() -> None:
    """Paths are told from the folder of the run; the names of people stay out."""
    shown = texts.Texts(Redactor(), "/home/jane/work").show
    assert "out/reel.mp4" == shown("/home/jane/work/out/reel.mp4")
    assert "~/films/a.mp4" == shown("/home/jane/films/a.mp4")
    assert "'~/a b'" == shown("'/Users/jane/a b'")
    assert "~\\a.mp4" == shown("C:\\Users\\jane\\a.mp4")
    assert "ab … (9,998 more characters)" == shown("ab" * 5000, 2)
