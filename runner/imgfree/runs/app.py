"""What every command and every function for programs works with: settings, clock, ids, the secrets to mask."""

from dataclasses import dataclass, replace
from pathlib import Path

from imgfree import seal
from imgfree import settings as settings_module
from imgfree.clock import Clock, FreshIds, Ids, RunClock, SystemClock
from imgfree.errors import SetupError
from imgfree.redaction import Redactor
from imgfree.runs.agreement import Ask, unasked
from imgfree.seal import Seal
from imgfree.settings import Settings


@dataclass(frozen=True)
class App:
    """The process as those who run something in it see it."""

    settings: Settings
    system: Clock  # the clock without any step's limit
    clock: RunClock
    ids: Ids
    redactor: Redactor
    ask: Ask = unasked  # whether photos may go to the cloud, where nothing else says so

    def home(self) -> Path | None:
        """Return where our data lie; None where this user has no home, and what can do without goes on without."""
        try:
            return self.settings.home
        except SetupError:
            return None

    def seal(self, *, lasting: bool = False) -> Seal:
        """Return what tells this installation's own journals from others; one that shall be `lasting` is made."""
        home = self.home()
        if home is None:
            return seal.passing()
        return seal.lasting(home) if lasting else seal.kept(home)

    def apart(self, folder: Path) -> "App":
        """Return an app that writes below `folder`, shares nothing that changes, and keeps the same secrets masked."""
        settings = replace(self.settings, own_home=folder / "home", runs_dir=folder / "runs")
        return App.of(settings, self.system)

    @classmethod
    def open(cls, ask: Ask = unasked) -> "App":
        """Return the process's settings and sources; the secrets of the environment are masked from here on."""
        settings = settings_module.from_environment()
        return cls.of(settings, SystemClock(settings.time_scale), ask)

    @classmethod
    def of(cls, settings: Settings, system: Clock, ask: Ask = unasked) -> "App":
        """Return an app with these settings, their secrets masked, that shares nothing that changes with any other."""
        redactor = Redactor()
        keys = [endpoint.key for endpoint in (settings.model, settings.voice) if endpoint]
        for secret in (settings.token, settings.client_id, *keys):
            redactor.add(secret)
        return cls(settings, system, RunClock(system), FreshIds(system), redactor, ask)
