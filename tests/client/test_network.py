"""Which way out a request takes."""

import httpx
import pytest

from imgfree.client.network import is_loopback, proxy_for


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "api.localhost", "::1"])
def test_loopback_goes_through_no_proxy(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The local backend is reached directly, whatever the environment says."""
    monkeypatch.setenv("http_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("all_proxy", "http://proxy.example:3128")
    assert is_loopback(host)
    assert proxy_for(httpx.URL(scheme="http", host=host)) is None


def test_proxy_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other hosts are reached as the environment says, with its exceptions."""
    monkeypatch.setenv("https_proxy", "proxy.example:3128")
    monkeypatch.setenv("no_proxy", "inside.example")
    assert "http://proxy.example:3128" == proxy_for(httpx.URL("https://mega-api-prod.nemovideo.ai/x"))
    assert proxy_for(httpx.URL("https://inside.example/x")) is None
