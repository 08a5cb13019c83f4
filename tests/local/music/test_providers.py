"""Where libraries come from."""

import subprocess
import sys
from pathlib import Path

import pytest

from imgfree.errors import SetupError
from imgfree.local.music import providers
from imgfree.local.music.providers import PROVIDERS, Provider, installed


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.package)
def test_an_index_names_every_file_of_its_package(provider: Provider) -> None:
    """With a mood, a tempo, a licence, how it was made and how long it is; and no file is left out."""
    tracks = provider.tracks()
    assert tracks
    assert [] == [
        one.id for one in tracks if not (one.moods and one.tempo and one.licence and one.made and one.seconds)
    ]
    folder = Path(str(tracks[0].path).removesuffix(tracks[0].id))
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")} == {one.id for one in tracks}


def test_a_package_that_is_gone_has_nothing() -> None:
    """No error: the wish for music says what to install."""
    assert () == Provider("no-such-music", "tracks", PROVIDERS[0].index).tracks()


def test_nothing_of_a_package_is_imported() -> None:
    """Music is files; whatever code lies beside them does not run."""
    program = (
        "import sys; from imgfree.local.music.providers import installed; assert installed();"
        "print([name for name in sys.modules if name.startswith('immich')])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[]" == ran.stdout.strip()


def test_ones_own_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the folder that is named, by its index."""
    (tmp_path / "a.mp3").write_bytes(b"sound")
    (tmp_path / "music.toml").write_text('[[track]]\nfile = "a.mp3"\n')
    monkeypatch.setenv("IMGFREE_MUSIC_DIR", str(tmp_path))
    assert ("own", "a.mp3") == (installed()[0].library, installed()[0].id)


@pytest.mark.parametrize(("named", "told"), [("nowhere", "which is no folder"), (".", "has no music.toml")])
def test_a_wrong_folder_is_refused(named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the way out."""
    monkeypatch.setenv("IMGFREE_MUSIC_DIR", str(tmp_path / named))
    with pytest.raises(SetupError, match=told) as refused:
        installed()
    assert refused.value.hint


def test_the_advice_names_an_extra_that_there_is() -> None:
    """The one of the project that has these packages."""
    project = (Path(__file__).parents[3] / "pyproject.toml").read_text()
    extra = providers.EXTRA.partition("[")[2].partition("]")[0]
    listed = project.partition(f"\n{extra} = [")[2].partition("\n]")[0]
    assert all(provider.package in listed for provider in PROVIDERS)
