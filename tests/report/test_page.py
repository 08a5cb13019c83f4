"""`imgfree show --html` and `imgfree run --report`: a run as one page that can be sent around."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image

from commandline import Ran
from pastruns import HOSTILE, PastRun, hostile
from reportpage import checked, newest

Imgfree = Callable[..., Ran]


def test_the_same_log_gives_the_same_page(shop: Path, cloud: Imgfree) -> None:
    """Two reports of one run are equal to the byte, and `show` says where the page is."""
    assert 0 == cloud("run", "clip.yaml").returncode
    assert "1.html\n" == cloud("show", "--html", "1.html").stdout
    assert "2.html\n" == cloud("show", newest(shop).name, "--html", "2.html").stdout
    assert (shop / "1.html").read_bytes() == (shop / "2.html").read_bytes()


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
    """A thousand steps: the page stays small, counts what it leaves out, and keeps what went wrong."""
    hostile(tmp_path / ".imgfree" / "runs", steps=1000)
    assert 0 == imgfree("show", "--html", "huge.html").returncode
    page = checked(tmp_path / "huge.html")
    assert re.search(r"and 9\d\d more steps, not shown here", page.text)
    assert re.search(r"and 9\d\d more exchanges", page.text)
    assert "What went wrong" in page.text


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
    assert "5 more files" in page.text
