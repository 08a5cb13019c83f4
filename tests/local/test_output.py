"""What may be asked of a film's file."""

import json

from imgfree.local.output import FORMATS, QUALITIES
from imgfree.resources import folder


def test_a_recipe_may_ask_for_what_can_be_made() -> None:
    """The formats and qualities of the export step's schema are the renderer's; draft is the step's own."""
    schema = json.loads(folder("schemas").joinpath("steps/export.schema.json").read_text("utf-8"))
    assert [*FORMATS] == schema["$defs"]["format"]["else"]["enum"]
    assert ["draft", *QUALITIES] == schema["then"]["properties"]["quality"]["else"]["enum"]
