"""Everything about a run that can be checked before it begins: then nothing is sent for a run that cannot work."""

from dataclasses import dataclass, replace
from pathlib import Path

from imgfree import disk, past, recipe, settings
from imgfree.artifacts import Artifacts
from imgfree.client.auth import credentials
from imgfree.client.transfer.bounds import hosts_of
from imgfree.engine import Engine
from imgfree.recipe import Inputs, Recipe, brand
from imgfree.rights import Rights
from imgfree.runs import backend, grants
from imgfree.runs.app import App
from imgfree.runs.beforehand import check_sources, check_targets
from imgfree.runs.cassette import choice_of
from imgfree.runs.order import Order


@dataclass(frozen=True)
class Ready:
    """A run that may begin: everything that can be checked beforehand is right."""

    recipe: Recipe
    inputs: Inputs
    choice: backend.Choice
    order: Order  # as the journal keeps it
    rights: Rights  # those of the order, and what was granted to this recipe's text
    replays: bool = False
    earlier: tuple[Path, ...] | None = None  # as in `Shared`; None: any run of this folder


@dataclass(frozen=True)
class Shared:
    """What many runs of one recipe share: the recipe as it was read once, and where all of them happen."""

    recipe: Recipe
    choice: backend.Choice
    earlier: tuple[Path, ...] = ()  # the folders of runs that may have left this one's files behind


def prepare(app: App, order: Order, shared: Shared | None = None) -> Ready:
    """Return what a run begins with; nothing is sent.

    Raises:
        ImgfreeError: the recipe, an input or a target is wrong, or the backend cannot be used here.
    """
    loaded = recipe.with_defaults(shared.recipe if shared else recipe.load(order.recipe), order.defaults)
    rights = order.rights.plus(grants.granted(app.settings, loaded))
    permit_environment(app, loaded, rights)
    order = replace(order, brand=brand.found(loaded, order.brand, cwd=app.settings.cwd))
    inputs = inputs_of(loaded, order, cwd=app.settings.cwd, rights=rights)
    replayed = choice_of(order.tape)
    earlier = shared.earlier if shared else None
    left_behind = artifacts(app, loaded.path, replays=replayed is not None, earlier=earlier)
    check_targets(loaded, inputs, order.out, rights, left_behind)
    choice = replayed or (shared.choice if shared else choice_for(app, order.backend, loaded, order.engine))
    named = Rights(allow_hosts=tuple(sorted(hosts_given(inputs))))
    order, rights = replace(order, rights=order.rights.plus(named)), rights.plus(named)
    check_sources(loaded, inputs, rights, app.settings.api_url if choice.name == "nemo" else credentials.LOCAL)
    return Ready(loaded, inputs, choice, order, rights, replayed is not None, earlier)


def inputs_of(loaded: Recipe, order: Order, *, cwd: Path, rights: Rights) -> Inputs:
    """Return what an order gives to its recipe, with the brand.

    Raises:
        RecipeError: an input or the brand is wrong.
    """
    inputs = recipe.resolve_inputs(loaded, order.sets, cwd=cwd, allow_read=rights.allow_read, within=order.within)
    return brand.branded(inputs, loaded, order.brand, cwd=cwd, allow_read=rights.allow_read)


def hosts_given(inputs: Inputs) -> set[str]:
    """Return the hosts of the web addresses that --set gave: what the user names may be asked."""
    given = [inputs.values[name] for name in inputs.sets]
    return hosts_of(one for value in given for one in (value if isinstance(value, list) else [value]))


def artifacts(
    app: App,
    recipe: Path | None,
    *,
    replays: bool = False,
    run_id: str = "",
    earlier: tuple[Path, ...] | None = None,
) -> Artifacts:
    """Return what earlier runs left behind, as seen by a run or replay of that recipe; None for a conversation.

    `earlier` are the folders of these runs, where it is known which they are.
    """
    home, runs_dir = app.home(), app.settings.runs_dir
    digest = disk.sha256(recipe) if recipe else ""
    own = (runs_dir, past.batches_dir(runs_dir))
    kept_out = (*own, home, home / "local") if home else own
    return Artifacts(runs_dir, app.seal(), recipe or Path(), digest, kept_out, replays, run_id, earlier)


def permit_environment(app: App, loaded: Recipe, rights: Rights) -> None:
    """Refuse a recipe that asks for more of the environment than `rights` give; mask what it may ask for."""
    recipe.check_environment(loaded, rights)
    for value in settings.environment(loaded.env).values():
        if value not in str(app.settings.cwd):  # else no path could be told any more
            app.redactor.add(value)


def choice_for(app: App, wanted: str | None, loaded: Recipe, engine: Engine | None = None) -> backend.Choice:
    """Return where a recipe runs: as the user says, else as the recipe does; an engine asks for the local backend.

    Raises:
        SetupError: that is not possible here, or the cloud was not agreed to.
    """
    if wanted is not None:
        choice = backend.choose(wanted, app.settings, ask=app.ask)
    else:
        choice = backend.choose(loaded.backend or "auto", app.settings, by="the recipe", ask=app.ask)
    return backend.with_engine(choice, engine)
