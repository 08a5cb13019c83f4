"""From a run's folder to the text of its report."""

from dataclasses import replace
from pathlib import Path

from imgfree import journal, past, settings
from imgfree.client.auth.credentials import Credentials
from imgfree.errors import ImgfreeError
from imgfree.report import facts, faults, page, pictures, recipe
from imgfree.report.texts import Texts
from imgfree.runs.app import App


def report(app: App, folder: Path, home: Path) -> str:
    """Return the HTML of the run's report, to be written into the folder `home`.

    Raises:
        SetupError, JournalDamaged: the events cannot be read.
    """
    log = past.log(folder, app.seal())
    records = log.records
    began = past.start_of(records)
    kept = recipe.read(folder)
    _know_secrets(app, kept.env)
    texts = Texts(app.redactor, str(began.get("cwd") or ""))
    found = facts.gather(folder, records, kept, texts, running=journal.in_use(folder))
    if not log.ours:  # a stranger may name any film of this machine: only what came along with the journal is opened
        found = replace(found, films=tuple(one for one in found.films if _is_below(one.path, app.settings.cwd)))
    films = page.arranged(found)
    shown = list(zip(films, pictures.sheets([film.path for film in films]), strict=True))
    return page.html(found, home, shown, faults.looked_at(app, folder, texts) if films else ())


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):  # no path at all
        return False


def _know_secrets(app: App, env: tuple[str, ...]) -> None:
    """Mask what may stand in the recipe or in an answer: the saved token and client id, and what `env:` names.

    A report is made without signing in, so that nothing else has told the redactor yet.
    """
    for value in settings.environment(env).values():
        app.redactor.add(value)
    saved = Credentials(app.settings.home)
    try:
        token = saved.token(app.settings.api_url)
        app.redactor.add(token.value if token else None)
        app.redactor.add(saved.client_id())
    except ImgfreeError:
        return  # unreadable: then nothing of it can have been used
