"""Secrets are masked in every form they may take."""

import base64
import json
from urllib.parse import quote

import pytest

from imgfree.redaction import Redactor

SECRET = 'nmv_usr_a"b/c+d=e€'


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET, safe=""),
        json.dumps(SECRET),
        *(base64.b64encode(f"{lead}{SECRET}:tail".encode()).decode() for lead in ("", "u", "us", "use")),
    ],
)
def test_every_form_is_masked(form: str) -> None:
    """The secret itself, url-encoded, JSON-escaped, and inside base64 at any offset is gone."""
    redactor = Redactor()
    redactor.add(SECRET)
    masked = redactor.text(f"before {form} after")
    assert "***" in masked
    assert masked.startswith("before ")
    assert "usr_a" not in masked


@pytest.mark.parametrize("secret", ["nmv_usr_abcdefg", "nmv_usr_abcdefgh", "nmv_usr_abcdefghi"])
@pytest.mark.parametrize("lead", ["", "u", "us"])
def test_nothing_is_left_of_what_ends_a_base64_text(secret: str, lead: str) -> None:
    """Where the secret is the last of an encoded text, its last characters go, too."""
    redactor = Redactor()
    redactor.add(secret)
    masked = redactor.text(base64.b64encode(f"{lead}{secret}".encode()).decode().rstrip("="))
    assert masked.endswith("***")


def test_short_and_missing_values_mask_nothing() -> None:
    """None and very short values would blot out ordinary words."""
    redactor = Redactor()
    redactor.add(None)
    redactor.add("me")
    assert "some message" == redactor.text("some message")


def test_nested_data_is_masked_keys_included() -> None:
    """Lists, mappings and keys are walked; numbers stay numbers."""
    redactor = Redactor()
    redactor.add("secret-token")
    assert {"a***": [1, "***", {"b": None}]} == redactor.data({"asecret-token": [1, "secret-token", {"b": None}]})


def test_any_token_of_the_vendor_is_masked() -> None:
    """Also somebody else's, which nobody has told us; the prefix alone is a word."""
    redactor = Redactor()
    assert "Bearer *** of nmv_usr_ and nmv_x" == redactor.text("Bearer nmv_usr_someone-elses.42 of nmv_usr_ and nmv_x")
    assert {"a": ["***"]} == redactor.data({"a": ["nmv_anon_0123456789"]})
