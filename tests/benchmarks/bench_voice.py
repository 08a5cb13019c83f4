"""A film that speaks over music, with karaoke captions, against the same film in silence: time, memory, first word.

    pytest -m benchmark tests/benchmarks/bench_voice.py

Times are of the processor, so that a busy machine measures the same; each film is made in a process of its own.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from bench_memory import peak_mb
from figures import Figure
from reel import photos

from imgfree.local.assets import Asset
from imgfree.local.director import direct
from imgfree.local.draft_files import with_files
from imgfree.local.music.library import of_this_machine
from imgfree.local.music.listen import heard
from imgfree.local.render import Output, render
from imgfree.local.sandbox.parent import Here
from imgfree.local.sandbox.studio import Studio
from imgfree.local.speech.seam import Part
from imgfree.local.speech.voices import Voices

MOST, MOST_MB, FIRST_S = 1.25, 350, 1.5  # of the silent film's time; more memory than it; until the first line is there
SAYS = (
    "Every mug is made by hand in our small workshop by the lake. The clay is local, and each piece is fired twice. "
    "Glazed in the green of our water, no two of them are alike. They hold your coffee warm, from the first sip to the "
    "last one. Twenty four dollars each, until Sunday, and we ship them everywhere."
)
FILMS = {
    "silent": "a 20 second vertical film, hard cuts",
    "speaking": f'a 20 second vertical film, hard cuts, happy music, karaoke captions, voice-over: "{SAYS}"',
}


def one(label: str, folder: Path) -> None:
    """Make one of the films and print what it took: seconds of the processor, and the peak of memory."""
    paths = sorted(folder.glob("photo-*.jpg"))
    assets = {
        path.stem: Asset(path.stem, path.name, "image", path, 3000, 4000, 0, path.stat().st_size, "", "")
        for path in paths
    }
    library, voices = of_this_machine(heard), Voices(folder / label, Studio(Here, folder / f"{label}-cache"))
    began_s = time.process_time()
    draft = direct(FILMS[label], list(assets.values()), [], library=library, speech=voices).draft
    assert draft is not None
    rendered_s = time.process_time()
    files = assets | voices.assets(draft)
    made = with_files(render, library.assets)(
        draft, files, Output(), folder / f"{label}.mp4", on_progress=lambda share: None,
        cancelled=lambda: False,
    )  # fmt: skip
    now_s = time.process_time()
    took = {"all_s": now_s - began_s, "render_s": now_s - rendered_s, "mb": peak_mb(), "length_s": made.duration_s}
    print(json.dumps(took))


def first(folder: Path) -> None:
    """Say one sentence and print what it took, from the loading of the packages on."""
    began_s = time.process_time()
    Voices(folder / "first", Studio(Here, folder / "cache")).said([Part(SAYS.partition(".")[0] + ".")], 1.0)
    print(json.dumps({"s": time.process_time() - began_s}))


def _ran(*args: str) -> dict[str, float]:
    argv = [sys.executable, __file__, *args]
    found: dict[str, float] = json.loads(subprocess.run(argv, stdout=subprocess.PIPE, check=True).stdout)
    return found


def test_a_voice_and_music_cost_little(tmp_path: Path, figure: Figure) -> None:
    """The film, cold: a quarter more than without, captions included, and at most so much memory more."""
    photos(tmp_path)
    silent, speaks = (_ran(label, str(tmp_path)) for label in FILMS)
    ratio, more = speaks["render_s"] / silent["render_s"], speaks["mb"] - silent["mb"]
    figure("a film that speaks over music, cold", f"{speaks['render_s']:.1f} s", ratio=ratio, of="silence")
    figure(
        "the same from the sentence on", f"{speaks['all_s']:.1f} s", ratio=speaks["all_s"] / silent["all_s"], of="it"
    )
    figure("its memory", f"peak {speaks['mb']:.0f} MB, {more:.0f} MB more")
    assert abs(speaks["length_s"] - silent["length_s"]) < 3
    assert ratio <= MOST
    assert more <= MOST_MB


def test_the_first_line_is_soon_there(tmp_path: Path, figure: Figure) -> None:
    """Packages loaded, and a sentence of eight seconds said."""
    took = _ran("first", str(tmp_path))
    figure("the first line of a voice", f"{took['s']:.2f} s")
    assert took["s"] <= FIRST_S


if __name__ == "__main__":
    first(Path(sys.argv[2])) if sys.argv[1] == "first" else one(sys.argv[1], Path(sys.argv[2]))
