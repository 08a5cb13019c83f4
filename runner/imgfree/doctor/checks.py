"""What this machine has and lacks, one finding for each thing; nobody is asked."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from imgfree import __file__ as package_file
from imgfree import __version__, resources, seal, skill
from imgfree.client.auth.auth import SignIn
from imgfree.doctor import requirements
from imgfree.errors import ImgfreeError
from imgfree.local.cache import FOLDER, LIMIT_BYTES, Cache
from imgfree.plurals import counted
from imgfree.runs import history
from imgfree.runs.agreement import INSTALL_LOCAL
from imgfree.runs.backend import missing_modules
from imgfree.settings import Settings

Grade = Literal["ok", "warning", "problem"]

OLDEST_PYTHON = (3, 11)
NEEDED_ENCODERS = {"libx264": "mp4 and mov", "aac": "sound in mp4 and mov"}
FURTHER_ENCODERS = {"libvpx-vp9": "webm", "libopus": "sound in webm", "gif": "gif"}
GLYPHS = {
    "Latin": "ÀßŒĞłż", "Greek": "ΑΩλώ", "Cyrillic": "ЖяЇў", "simplified Chinese": "夏季特卖这张图", "kana": "あのメモ",
    "traditional Chinese": "臺灣體驗", "Korean": "한국어글", "signs": "€™…“”·→★",
}  # fmt: skip
LITTLE_BYTES, TOO_LITTLE_BYTES = 2_000_000_000, 200_000_000
_DAY_S = 24 * 3600.0


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `mend` is the command, or the deed, that makes it good."""

    name: str
    grade: Grade
    says: str
    mend: str | None = None


def findings(settings: Settings, signed_in: SignIn | ImgfreeError, now_s: float) -> Iterator[Finding]:
    """Yield what there is to say of this machine, the ground first."""
    yield _python()
    yield _installation()
    if old := requirements.outdated():
        yield Finding("libraries", "problem", f"too old: {', '.join(old)}", "pip install --upgrade imgfree")
    missing = missing_modules()
    if missing:
        yield Finding("local backend", "warning", f"not installed: {', '.join(missing)}", INSTALL_LOCAL)
    else:
        yield Finding("local backend", "ok", "installed")
        yield from _encoders()
        yield from _fonts()
    yield _token(signed_in)
    for name, folder in (("home", settings.home), ("local data", settings.home / "local"), ("runs", settings.runs_dir)):
        yield _folder(name, folder)
    yield from _odd_runs(settings.runs_dir)
    yield from (_skill(one) for one in skill.copies(settings))
    yield _cache(Cache(settings.home / "local" / FOLDER))
    yield _clock(now_s)


def _odd_runs(runs_dir: Path) -> Iterator[Finding]:
    """Yield what cannot be read of the runs of this folder; other commands pass it by."""
    for run in history.every(runs_dir, seal.passing()):
        if run.outcome == "damaged":
            yield Finding("run", "warning", f"{run.run_id}: {run.error}", f"remove {run.folder}")


def _skill(copy: skill.Copy) -> Finding:
    says = f"{copy.folder}, {f'of imgfree {copy.version}' if copy.version else 'of an unknown version'}"
    mend = f"imgfree skill --install {copy.host}{' --project' if copy.project else ''}"
    match copy.state:
        case "current":
            return Finding("skill", "ok", says)
        case "old":
            return Finding("skill", "warning", f"{says}, not of this one ({__version__})", mend)
        case "edited" if copy.version == __version__:
            return Finding("skill", "ok", f"{says}, edited since")
        case "edited":
            return Finding("skill", "warning", f"{says}, edited since", f"{mend} --force, which drops what was edited")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST_PYTHON:
        return Finding("python", "problem", f"{version} is too old", "install Python 3.11 or newer")
    return Finding("python", "ok", f"{version} ({sys.executable})")


def _installation() -> Finding:
    place = Path(package_file).parent
    try:
        counts = [
            sum(1 for one in resources.folder(name).iterdir() if one.is_file()) for name in ("schemas", "recipes")
        ]
    except (ImgfreeError, OSError) as error:
        return Finding("imgfree", "problem", str(error), "pip install --force-reinstall imgfree")
    if not all(counts):
        return Finding("imgfree", "problem", f"{place} is incomplete", "pip install --force-reinstall imgfree")
    return Finding("imgfree", "ok", f"{__version__} ({place})")


def _encoders() -> Iterator[Finding]:
    try:
        import av
    except (ImportError, OSError) as error:  # a wheel for another system
        yield Finding("encoder", "problem", f"PyAV does not load: {error}", "pip install --force-reinstall av")
        return
    built = ", ".join(
        f"{name} {'.'.join(map(str, av.library_versions[name]))}" for name in ("libavcodec", "libavformat")
    )
    yield Finding("encoder", "ok", f"PyAV {av.__version__} ({built})")
    has = av.codecs_available
    yield _codecs("needed formats", {name: use for name, use in NEEDED_ENCODERS.items() if name not in has}, "problem")
    yield _codecs("more formats", {name: use for name, use in FURTHER_ENCODERS.items() if name not in has}, "warning")


def _codecs(name: str, lacking: dict[str, str], grade: Grade) -> Finding:
    if not lacking:
        known = NEEDED_ENCODERS if grade == "problem" else FURTHER_ENCODERS
        return Finding(name, "ok", ", ".join(known))
    told = ", ".join(f"{codec} (for {use})" for codec, use in lacking.items())
    return Finding(name, grade, f"this PyAV lacks {told}", "pip install --force-reinstall --only-binary av av")


def _fonts() -> Iterator[Finding]:
    from imgfree.local.render.failures import RenderError
    from imgfree.local.render.fonts import faces_for, runs
    from imgfree.local.render.type_styles import STYLES

    try:
        drawn = [faces_for("A夏", style) for style in STYLES.values()]
        packed = dict.fromkeys(face.path for one in drawn for face in (one.western, one.eastern))
    except ImgfreeError as error:
        yield Finding("font", "problem", error.message, INSTALL_LOCAL)
        return
    yield Finding("font", "ok", ", ".join(path.name for path in packed))
    lacking = []
    for script, sample in GLYPHS.items():
        for char in sample:
            try:
                runs(char, faces_for(char), script)
            except RenderError:
                lacking.append(f"{char} (U+{ord(char):04X}, {script})")
    if lacking:
        yield Finding("letters", "warning", f"no font has {', '.join(lacking)}", "install a font that has them")
    else:
        yield Finding("letters", "ok", f"a font for each sample: {', '.join(GLYPHS)}")


def _token(found: SignIn | ImgfreeError) -> Finding:
    if isinstance(found, ImgfreeError):
        return Finding("token", "problem", found.message, found.hint)
    if found.source == "NEMO_TOKEN":
        return Finding("token", "ok", "NEMO_TOKEN is set")
    if found.source == "none":
        return Finding(
            "token", "ok", "none; the cloud gives a free one when it is first asked, the local backend needs none"
        )
    who = "an anonymous one" if found.anonymous else "your own"
    if found.expired:
        return Finding("token", "warning", f"{who}, expired", "imgfree login")
    until = f", good until {datetime.fromtimestamp(found.expires_s, UTC):%Y-%m-%d}" if found.expires_s else ""
    return Finding("token", "ok", f"{who}{until}, kept in {found.path}")


def _folder(name: str, folder: Path) -> Finding:
    """Return whether the folder, or the place where it would be made, can be written and has room."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    will = "" if there == folder else ", not made yet"
    if not there.is_dir():
        return Finding(name, "problem", f"{there} is not a folder", f"move '{there}' away")
    if not _writable(there):
        return Finding(name, "problem", f"{there} cannot be written", f"chmod u+rwx '{there}', or {_ELSEWHERE[name]}")
    free = shutil.disk_usage(there).free
    says = f"{folder}{will}, {free / 1e9:.1f} GB free"
    if free < LITTLE_BYTES:
        return Finding(name, "problem" if free < TOO_LITTLE_BYTES else "warning", says, _ELSEWHERE[name])
    return Finding(name, "ok", says)


def _cache(cache: Cache) -> Finding:
    pieces, size = cache.size()
    held, megabytes = counted(pieces, "piece"), size / 1e6
    says = f"{held} of films, {megabytes:.1f} MB of at most {LIMIT_BYTES / 1e6:.0f}; --prune removes them"
    return Finding("render cache", "ok", says if pieces else "empty")


def stored(folder: Path) -> Iterator[Finding]:
    """Yield whether all that the local backend keeps is as it was written; what is not is removed."""
    if not folder.is_dir():
        yield Finding("stored files", "ok", "nothing is kept yet")
        return
    from imgfree.local.verify import verify

    try:
        found = verify(folder)
    except ImgfreeError as error:
        yield Finding("stored files", "problem", error.message, error.hint)
        return
    for one in found.wrong:
        yield Finding("stored files", "warning", one)
    whole = "the rest is" if found.wrong else "all are"
    yield Finding("stored files", "ok", f"{found.looked_at} read; {whole} as written")


_ELSEWHERE = {
    "home": "set IMGFREE_HOME to another folder",
    "local data": "set IMGFREE_HOME to another folder",
    "runs": "set IMGFREE_RUNS_DIR to another folder",
}


def _writable(folder: Path) -> bool:
    """Return whether a file can be made there; asking for permissions alone says yes on a read-only disk."""
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _clock(now_s: float) -> Finding:
    now = f"{datetime.fromtimestamp(now_s, UTC):%Y-%m-%d %H:%M} UTC"
    if now_s < Path(package_file).stat().st_mtime - _DAY_S:
        return Finding("clock", "problem", f"it says {now}, before imgfree was installed", "set this machine's clock")
    return Finding("clock", "ok", now)


def network(api_url: str, now_s: Callable[[], float]) -> Iterator[Finding]:
    """Yield whether the API answers, and whether its clock and ours agree; asks it one question without a token."""
    import email.utils

    import httpx

    try:
        answer = httpx.get(api_url, timeout=10.0, follow_redirects=False)
    except httpx.HTTPError as error:
        says = f"{api_url} cannot be reached: {error}"
        yield Finding("network", "problem", says, "check the connection, HTTPS_PROXY and NEMO_API_URL")
        return
    yield Finding("network", "ok", f"{api_url} answers (HTTP {answer.status_code})")
    if "date" in answer.headers:
        apart_s = abs(email.utils.parsedate_to_datetime(answer.headers["date"]).timestamp() - now_s())
        if apart_s > 300:
            yield Finding("clock", "warning", f"{apart_s:.0f} s away from the API's", "set this machine's clock")
