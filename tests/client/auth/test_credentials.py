"""The one private file that holds tokens and the client id."""

import json
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.client.server import Cloud

from imgfree.client import Client
from imgfree.errors import SetupError

NewClient = Callable[..., Client]


def test_token_is_in_one_private_file(new_client: NewClient, tmp_path: Path) -> None:
    """The file is readable by its owner only, and no other file holds the token."""
    new_client().ensure_session()
    holders = [p for p in tmp_path.rglob("*") if p.is_file() and b"nmv_usr_" in p.read_bytes()]
    assert [tmp_path / "home" / "credentials.json"] == holders
    assert 0o600 == stat.S_IMODE(holders[0].stat().st_mode)
    kept = json.loads(holders[0].read_text())["tokens"]
    assert ["anon_4f9c27ab51e0"] == [token["user_id"] for token in kept.values()]
    assert all(token["expires_s"] > 4e9 for token in kept.values())


def test_loose_permissions_are_tightened(new_client: NewClient, tmp_path: Path) -> None:
    """A file that others may read is private again after the next run."""
    new_client().ensure_session()
    path = tmp_path / "home" / "credentials.json"
    path.chmod(0o644)
    new_client().credits()
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_tokens_are_kept_by_api(cloud: Cloud, new_client: NewClient) -> None:
    """A token of one API is never sent to another."""
    new_client().ensure_session()
    new_client(NEMO_API_URL=cloud.url.replace("127.0.0.1", "localhost")).ensure_session()
    assert 2 == len(cloud.client_ids)


def test_two_first_runs_at_once_ask_once(cloud: Cloud, new_client: NewClient) -> None:
    """The second waits for the first and takes its token."""
    clients = [new_client() for _ in range(4)]
    threads = [threading.Thread(target=client.auth.sign_in) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert 1 == len(cloud.client_ids)
    assert 1 == len({client.auth.token().value for client in clients})


def test_home_that_cannot_be_written_is_exit_6(new_client: NewClient, cloud: Cloud, tmp_path: Path) -> None:
    """No token is asked for that could not be kept."""
    (tmp_path / "home").write_text("a file in the way")
    with pytest.raises(SetupError, match="cannot use"):
        new_client().ensure_session()
    assert [] == cloud.client_ids


def test_broken_credentials_file_is_replaced(cloud: Cloud, new_client: NewClient, tmp_path: Path) -> None:
    """A file that is not JSON does not end the run."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "credentials.json").write_text("{")
    new_client().ensure_session()
    new_client().ensure_session()
    assert 1 == len(cloud.client_ids)
