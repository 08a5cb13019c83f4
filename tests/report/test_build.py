"""From a run's folder to its report."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from going import going
from nemo import Nemo
from reportpage import checked, newest

Imgfree = Callable[..., Ran]


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


def test_an_interrupted_run_leaves_its_report(shop: Path, nemo: Nemo) -> None:
    """Ctrl-C while the render goes on: the page is there and says how to go on."""
    nemo.render_s = 60
    process = going("run", "clip.yaml", "--report", "stopped.html", cwd=shop, env=nemo.environment("0.01"))
    while not nemo.jobs:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=240)
    assert 130 == process.returncode
    page = checked(shop / "stopped.html")
    assert "Interrupted" in page.text
    assert f"imgfree resume {newest(shop).name}" in page.text
