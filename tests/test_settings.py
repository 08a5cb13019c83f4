"""The environment becomes settings."""

from pathlib import Path

import pytest

from imgfree import settings, wire
from imgfree.errors import SetupError


def test_defaults_are_the_contracts(tmp_path: Path) -> None:
    """Without any variable: the cloud's address, runs below the working folder, real time."""
    found = settings.from_environment({}, cwd=tmp_path)
    assert (wire.API_URL, wire.WEB_URL) == (found.api_url, found.web_url)
    assert tmp_path / ".imgfree" / "runs" == found.runs_dir
    assert 1.0 == found.time_scale
    assert found.token is None


def test_variables_are_taken_as_they_are(tmp_path: Path) -> None:
    """Urls lose a trailing slash, relative folders are below the working folder."""
    env = {
        "NEMO_TOKEN": " t ",
        "NEMO_API_URL": "http://127.0.0.1:1/",
        "IMGFREE_HOME": "home",
        "IMGFREE_RUNS_DIR": "runs",
        "IMGFREE_TIME_SCALE": "0.01",
    }
    found = settings.from_environment(env, cwd=tmp_path)
    assert ("t", "http://127.0.0.1:1") == (found.token, found.api_url)
    assert (tmp_path / "home", tmp_path / "runs") == (found.home, found.runs_dir)
    assert 0.01 == found.time_scale


@pytest.mark.parametrize("text", ["0", "-1", "fast", "nan", "inf"])
def test_a_useless_time_scale_is_refused(text: str) -> None:
    """Zero, negative and non-numbers are named."""
    with pytest.raises(SetupError, match=f"IMGFREE_TIME_SCALE is '{text}'"):
        settings.from_environment({"IMGFREE_TIME_SCALE": text})


def test_a_home_is_looked_for_when_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no home learns it from the command that needs one, with the way out."""
    for name in ("IMGFREE_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "")
    found = settings.from_environment(cwd=tmp_path)
    with pytest.raises(SetupError, match="no home folder") as refused:
        _ = found.home
    assert "IMGFREE_HOME" in (refused.value.hint or "")


def test_a_tilde_of_nobody_is_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may be called ~draft.jpg; only a user's own name after the tilde is a home."""
    monkeypatch.setenv("HOME", "/home/me")
    assert Path("/home/me/a.jpg") == settings.expanded("~/a.jpg")
    assert Path("~draft.jpg") == settings.expanded("~draft.jpg")


MODEL = {"IMGFREE_EAR": "model", "IMGFREE_MODEL_URL": "http://127.0.0.1:11434/v1/", "IMGFREE_MODEL": "qwen3:8b"}


def test_a_model_hears_only_where_it_is_said() -> None:
    """An address and a name alone choose nothing; the key is in no text about it."""
    assert settings.from_environment({**MODEL, "IMGFREE_EAR": ""}).model is None
    assert settings.from_environment({**MODEL, "IMGFREE_EAR": "rules"}).model is None
    found = settings.from_environment({**MODEL, "IMGFREE_MODEL_KEY": " sk-secret "}).model
    assert found is not None
    assert ("http://127.0.0.1:11434/v1", "qwen3:8b", "sk-secret") == (found.url, found.name, found.key)
    assert "the model 'qwen3:8b' at http://127.0.0.1:11434/v1" == str(found)
    assert "sk-secret" not in repr(found)


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"IMGFREE_EAR": "both"}, "IMGFREE_EAR is 'both'"), ({"IMGFREE_MODEL": ""}, "needs IMGFREE_MODEL_URL and"),
     ({"IMGFREE_MODEL_URL": ""}, "needs IMGFREE_MODEL_URL and"),
     ({"IMGFREE_MODEL_URL": "ollama"}, "plain http address"),
     ({"IMGFREE_MODEL_URL": "http://me:hidden@host/v1"}, "plain http address"),
     ({"IMGFREE_MODEL_URL": "http://host/v1?key=hidden"}, "plain http address"),
     ({"IMGFREE_MODEL_URL": "http://host:x/v1"}, "plain http address"),
     ({"IMGFREE_MODEL_KEY": "hid\nden"}, "cannot be sent")],
)  # fmt: skip
def test_a_model_that_cannot_be_asked_is_told(changed: dict[str, str], told: str) -> None:
    """What is wrong is named; what may hold a secret is not shown."""
    with pytest.raises(SetupError, match=told) as refused:
        settings.from_environment(MODEL | changed)
    assert "hidden" not in refused.value.message


def test_no_child_process_gets_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What renders or decodes has nothing to do with a model."""
    monkeypatch.setenv("IMGFREE_MODEL_KEY", "sk-secret")
    assert "sk-secret" not in settings.passed_on().values()


@pytest.mark.parametrize(
    ("environ", "how"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM_PROGRAM": "ghostty"}, "kitty"),
        ({"TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"LC_TERMINAL": "iTerm2"}, "iterm"),
        ({"TERM_PROGRAM": "WezTerm"}, "iterm"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-sixel"}, "sixel"),
        ({"WT_SESSION": "1"}, "sixel"),
        ({"KONSOLE_VERSION": "230801"}, "sixel"),
        ({"KONSOLE_VERSION": "210800"}, None),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, None),
        ({"TERM": "xterm-kitty", "IMGFREE_PICTURES": "none"}, None),
        ({"TMUX": "/tmp/tmux", "IMGFREE_PICTURES": "sixel"}, "sixel"),
        ({}, None),
    ],
)
def test_the_terminal_says_how_it_shows_pictures(environ: dict[str, str], how: str | None, tmp_path: Path) -> None:
    """By its name; in a multiplexer only the user knows."""
    assert how == settings.from_environment(environ, cwd=tmp_path).pictures


def test_an_unknown_way_to_show_pictures_is_refused(tmp_path: Path) -> None:
    """By its name, with those that there are."""
    with pytest.raises(SetupError, match="IMGFREE_PICTURES is 'gif'"):
        settings.from_environment({"IMGFREE_PICTURES": "gif"}, cwd=tmp_path)


def test_a_voice_elsewhere_has_an_address() -> None:
    """Without one the package speaks; its key is in no text about it, and in no child's environment."""
    assert settings.from_environment({"IMGFREE_VOICE_KEY": "sk-secret"}).voice is None
    given = {
        "IMGFREE_VOICE_URL": "http://127.0.0.1:8880/v1/",
        "IMGFREE_VOICE_KEY": " sk-secret ",
        "IMGFREE_VOICE": "nova",
    }
    found = settings.from_environment(given).voice
    assert found is not None
    assert ("http://127.0.0.1:8880/v1", "nova", "tts-1", "sk-secret") == (
        found.url,
        found.speaker,
        found.model,
        found.key,
    )
    assert "the voice 'nova' at http://127.0.0.1:8880/v1" == str(found)
    assert "sk-secret" not in repr(found)
    for url in ("voices", "http://me:hidden@host/v1", "http://host/v1?key=hidden"):
        with pytest.raises(SetupError, match="IMGFREE_VOICE_URL is not ") as refused:
            settings.from_environment({**given, "IMGFREE_VOICE_URL": url})
        assert "IMGFREE_VOICE_KEY" in (refused.value.hint or "")


def test_a_child_elsewhere_means_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was named relative to this folder is the same for a process that works in another one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMGFREE_HOME", "own")
    monkeypatch.setenv("IMGFREE_RUNS_DIR", "kept")
    monkeypatch.setenv("IMGFREE_MUSIC_DIR", "songs")
    found = settings.elsewhere(settings.from_environment())
    places = [found[name] for name in ("IMGFREE_HOME", "IMGFREE_RUNS_DIR", "IMGFREE_MUSIC_DIR")]
    assert [str(tmp_path / name) for name in ("own", "kept", "songs")] == places
