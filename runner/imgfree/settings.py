"""Options and environment -> Settings. The only reader of the environment."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from imgfree import wire
from imgfree.errors import SetupError

RUNS = ".imgfree/runs"  # in the working folder


@dataclass(frozen=True)
class Model:
    """A chat endpoint whose model hears sentences in place of the rules."""

    url: str  # without a trailing slash, a password or a query
    name: str
    key: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"the model '{self.name}' at {self.url}"


@dataclass(frozen=True)
class VoiceEndpoint:
    """A speech endpoint: which model speaks, in which voice, and which one listens."""

    url: str  # without a trailing slash, a password or a query
    model: str
    speaker: str
    listener: str
    key: str | None = field(default=None, repr=False)

    def __str__(self) -> str:
        return f"the voice '{self.speaker}' at {self.url}"


@dataclass(frozen=True)
class Settings:
    """What the environment decides. Paths are absolute; `token` and `client_id` are None where not given."""

    token: str | None
    client_id: str | None
    api_url: str  # without a trailing slash
    web_url: str  # without a trailing slash
    skill_source: str | None
    own_home: Path | None  # what was named; None is where this system keeps a program's data
    runs_dir: Path
    cwd: Path
    time_scale: float
    color: bool
    dumb_terminal: bool  # one that cannot move its cursor
    pictures: str | None = None  # how this terminal shows pictures: kitty, iterm or sixel; None: it does not
    locale: str | None = None  # the language of the person's system, such as zh_CN.UTF-8
    user_home: Path | None = None  # what `~` stands for
    client_id_file: Path | None = None  # where the vendor's skill keeps its client id; read, never written
    model: Model | None = None  # None: the local director's own rules hear
    voice: VoiceEndpoint | None = None  # None: the package that is installed speaks, if one is

    @property
    def home(self) -> Path:
        """Return where config, token and local data are; asked only by who needs them.

        Raises:
            SetupError: nobody named one, and this user has no home.
        """
        return self.own_home or _usual_home()


def from_environment(environ: Mapping[str, str] | None = None, *, cwd: Path | None = None) -> Settings:
    """Return the settings of this process.

    Raises:
        SetupError: IMGFREE_TIME_SCALE is not a positive number, a model is to hear and cannot be asked, or the working
            folder is gone.
    """
    env = os.environ if environ is None else environ
    here = (cwd or _working_folder()).absolute()
    home = env.get("IMGFREE_HOME")
    user_home = env.get("HOME") or env.get("USERPROFILE")
    return Settings(
        token=(env.get("NEMO_TOKEN") or "").strip() or None,
        client_id=(env.get("NEMO_CLIENT_ID") or "").strip() or None,
        api_url=(env.get("NEMO_API_URL") or wire.API_URL).rstrip("/"),
        web_url=(env.get("NEMO_WEB_URL") or wire.WEB_URL).rstrip("/"),
        skill_source=env.get("SKILL_SOURCE") or None,
        own_home=(here / home) if home else None,
        runs_dir=here / (env.get("IMGFREE_RUNS_DIR") or RUNS),
        cwd=here,
        time_scale=_time_scale(env.get("IMGFREE_TIME_SCALE") or "1"),
        color=not env.get("NO_COLOR"),
        dumb_terminal=env.get("TERM") == "dumb" or (os.name == "nt" and "WT_SESSION" not in env),
        pictures=_pictures(env),
        locale=env.get("LC_ALL") or env.get("LC_MESSAGES") or env.get("LANG") or None,
        user_home=Path(user_home) if user_home else None,
        client_id_file=_client_id_file(user_home),
        model=_model(env),
        voice=_voice(env),
    )


def passed_on() -> dict[str, str]:
    """Return the environment for a child process that has nothing to do with cloud, model or voice elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NEMO_", "IMGFREE_MODEL", "IMGFREE_VOICE"))
    }


def adopt(environ: Mapping[str, str]) -> None:
    """Make this the environment of this process."""
    os.environ.clear()
    os.environ.update(environ)


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        reason = "it was removed" if isinstance(error, FileNotFoundError) else (error.strerror or str(error)).lower()
        raise SetupError(
            f"the working folder cannot be used: {reason}", hint="change to a folder that is there"
        ) from error


def _usual_home() -> Path:
    import platformdirs  # only here: whoever names a home needs no table of them

    try:
        found = Path(platformdirs.user_data_dir("imgfree", appauthor=False))
    except (RuntimeError, OSError):  # neither HOME nor an entry in the list of users, as in many containers
        found = Path()
    if not found.is_absolute() or os.environ.get("HOME") == "":
        raise SetupError("this user has no home folder", hint="set IMGFREE_HOME (or HOME) to a folder for our data")
    return found


def expanded(path: Path | str) -> Path:
    """Return a path that begins with `~` below the home that it means; as it stands where there is none."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 -- pathlib's own raises for a name such as ~draft.jpg


def environment(names: Iterable[str]) -> dict[str, str]:
    """Return those of the named environment variables that are set."""
    return {name: os.environ[name] for name in names if name in os.environ}


def completing_for() -> str:
    """Return the shell that asks for completions now; empty if none does."""
    return os.environ.get("_IMGFREE_COMPLETE", "").partition("_")[0]


def music_dir() -> Path | None:
    """Return the folder of the user's own music; None where none is named."""
    named = os.environ.get("IMGFREE_MUSIC_DIR")
    return _working_folder().absolute() / expanded(named) if named else None


def elsewhere(settings: Settings) -> dict[str, str]:
    """Return the environment for a child that works in another folder and means the same by it."""
    paths = {"IMGFREE_HOME": settings.own_home, "IMGFREE_RUNS_DIR": settings.runs_dir, "IMGFREE_MUSIC_DIR": music_dir()}
    return {**os.environ, **{name: str(path) for name, path in paths.items() if path is not None}}


def inherited(*, without: tuple[str, ...]) -> dict[str, str]:
    """Return this process's environment for a child; no variable whose name begins so is in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith(without)}


def _client_id_file(user_home: str | None) -> Path | None:
    return Path(user_home) / ".config/nemovideo/client_id" if user_home else None


def _model(env: Mapping[str, str]) -> Model | None:
    ear = (env.get("IMGFREE_EAR") or "rules").strip()
    if ear == "rules":
        return None
    if ear != "model":
        raise SetupError(f"IMGFREE_EAR is '{ear}'", hint="give rules or model")
    url, name, key = ((env.get(f"IMGFREE_MODEL{part}") or "").strip() for part in ("_URL", "", "_KEY"))
    if not (url and name):
        raise SetupError("IMGFREE_EAR=model needs IMGFREE_MODEL_URL and IMGFREE_MODEL", hint="or set IMGFREE_EAR=rules")
    _check_address("IMGFREE_MODEL", url, key)
    return Model(url.rstrip("/"), name, key or None)


def _voice(env: Mapping[str, str]) -> VoiceEndpoint | None:
    url, key = ((env.get(f"IMGFREE_VOICE_{part}") or "").strip() for part in ("URL", "KEY"))
    if not url:
        return None
    _check_address("IMGFREE_VOICE", url, key)
    usual = {"IMGFREE_VOICE_MODEL": "tts-1", "IMGFREE_VOICE": "alloy", "IMGFREE_VOICE_LISTENER": "whisper-1"}
    model, speaker, listener = ((env.get(name) or "").strip() or given for name, given in usual.items())
    return VoiceEndpoint(url.rstrip("/"), model, speaker, listener, key or None)


def _check_address(name: str, url: str, key: str) -> None:
    """Raise SetupError for an address that is no plain one, or a key that cannot be sent."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        plain = False
    if not plain or any(sign in url for sign in "@?#"):  # not shown: a password may be in it
        advice = f"give it like http://127.0.0.1:11434/v1; a key goes into {name}_KEY"
        raise SetupError(f"{name}_URL is not a plain http address", hint=advice)
    if not (key.isascii() and key.isprintable()):
        raise SetupError(f"{name}_KEY holds characters that cannot be sent", hint="give it as it was issued")


def _pictures(env: Mapping[str, str]) -> str | None:
    """Return how the terminal shows pictures, as far as its environment tells; in a multiplexer nothing is sure."""
    asked = (env.get("IMGFREE_PICTURES") or "").strip().lower()
    if asked:
        if asked not in ("kitty", "iterm", "sixel", "none"):
            raise SetupError(f"IMGFREE_PICTURES is '{asked}'", hint="give kitty, iterm, sixel or none")
        return None if asked == "none" else asked
    if env.get("TMUX") or env.get("STY"):
        return None
    term, program = env.get("TERM") or "", env.get("TERM_PROGRAM") or env.get("LC_TERMINAL") or ""
    if "kitty" in term or "KITTY_WINDOW_ID" in env or program == "ghostty" or "ghostty" in term:
        return "kitty"
    if program in ("iTerm.app", "iTerm2", "WezTerm", "mintty", "rio"):
        return "iterm"
    if term.startswith(("foot", "mlterm", "yaft", "contour")) or "sixel" in term or "WT_SESSION" in env:
        return "sixel"
    return "sixel" if env.get("KONSOLE_VERSION", "").isdigit() and int(env["KONSOLE_VERSION"]) >= 220400 else None


def _time_scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0 < scale < float("inf"):
        raise SetupError(f"IMGFREE_TIME_SCALE is '{text}'", hint="give a positive number, such as 0.01")
    return scale
