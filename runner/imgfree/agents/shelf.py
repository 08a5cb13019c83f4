"""What lies beside the tools: shipped recipes as prompts; schemas, recipes and reports as resources."""

import json
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp.server.mcpserver.prompts.base import Prompt, PromptArgument
from mcp.server.mcpserver.resources import TextResource

from imgfree import recipe, resources
from imgfree.agents import progress
from imgfree.agents.desk import Office
from imgfree.agents.find import schema_files, taken
from imgfree.errors import ImgfreeError
from imgfree.report import build

_SCHEMA = "application/schema+json"
_ASK = """Make the film of the imgfree recipe '{name}': {description}

1. `plan` with recipe={name}{inputs}; tell the person what it costs and what is not understood.
2. `start` with the same and a key of your own; `wait` until it is over.
3. `look` at the film. Mend with `change` what is wrong, then look again.
"""


def fill(server: MCPServer[Any], office: Office) -> None:
    """Add prompts and resources to the server."""
    for name in resources.recipe_names():
        server.add_prompt(_prompt(name))
    for name in ("recipe", "brand", "template"):
        text = schema_files()[name].read_text(encoding="utf-8")
        uri, about = f"imgfree://schema/{name}", f"schema of a {name}"
        server.add_resource(TextResource(uri=uri, name=about, mime_type=_SCHEMA, text=text))

    @server.resource("imgfree://schema/{name}", name="schema of a step kind", mime_type=_SCHEMA)
    def schema(name: str) -> str:
        found = schema_files().get(name)
        if found is None:
            raise ResourceNotFoundError(f"there is no schema '{name}'")
        return found.read_text(encoding="utf-8")

    @server.resource("imgfree://recipes/{name}", name="shipped recipe", mime_type="application/yaml")
    def shipped(name: str) -> str:
        if name not in resources.recipe_names():
            raise ResourceNotFoundError(f"there is no recipe '{name}'")
        return resources.folder("recipes").joinpath(f"{name}.yaml").read_text(encoding="utf-8")

    @server.resource("imgfree://runs/{run_id}/report", name="report of a run", mime_type="text/html")
    def report(run_id: str) -> str:
        app = office.keeper
        try:
            folder = progress.folder_of(app, run_id)
            text = build.report(app, folder, folder)
        except ImgfreeError as error:
            raise ResourceNotFoundError(app.redactor.text(error.message)) from error
        return text.encode(errors="backslashreplace").decode()


def _prompt(name: str) -> Prompt:
    """Return the prompt that makes the film of a shipped recipe; its inputs are the prompt's arguments."""
    found = recipe.load(Path(str(resources.folder("recipes").joinpath(f"{name}.yaml"))))

    def words(**values: Any) -> str:
        given = f" and set={json.dumps(values, ensure_ascii=False)}" if values else ""
        return _ASK.format(name=name, description=found.description, inputs=given)

    inputs = [
        PromptArgument(name=key, description=taken(declared), required="default" not in declared)
        for key, declared in found.inputs.items()
    ]
    return Prompt(name=name, title=None, description=found.description, arguments=inputs, fn=words, context_kwarg=None)
