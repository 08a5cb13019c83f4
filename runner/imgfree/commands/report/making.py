"""From a run's folder to the text of its report."""

from pathlib import Path

from imgfree import events, journal
from imgfree.client.credentials import Credentials
from imgfree.commands.app import App
from imgfree.commands.report import facts, page, pictures
from imgfree.commands.report.texts import Texts
from imgfree.errors import ImgfreeError


def report(app: App, folder: Path, home: Path) -> str:
    """Return the HTML of the run's report, to be written into the folder `home`.

    Raises:
        SetupError, JournalDamaged: the events cannot be read.
    """
    records = journal.read(folder)
    began = next((one for one in records if one["event"] == events.RUN_STARTED), {})
    _know_secrets(app)
    texts = Texts(app.redactor, str(began.get("cwd") or ""))
    found = facts.gather(folder, records, texts, running=journal.in_use(folder))
    sheets = (pictures.sheet(film.path) for film in found.films[-1:] if film.path.is_file())
    return page.html(found, home, next(sheets, None))


def _know_secrets(app: App) -> None:
    """Mask the saved token and client id, too: a report is made without signing in, and the recipe may hold them."""
    saved = Credentials(app.settings.home)
    try:
        token = saved.token(app.settings.api_url)
        app.redactor.add(token.value if token else None)
        app.redactor.add(saved.client_id())
    except ImgfreeError:
        return  # unreadable: then nothing of it can have been used
