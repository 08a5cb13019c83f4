"""`imgfree credits`."""

import json
from collections.abc import Callable

from commandline import Ran
from nemo import Nemo

Imgfree = Callable[..., Ran]


def test_credits_are_one_line_or_one_object(cloud: Imgfree, nemo: Nemo) -> None:
    """The balance in words, and as JSON."""
    nemo.credits = 60
    assert "60 credits available, 0 frozen, 60 in all\n" == cloud("credits").stdout
    found = json.loads(cloud("credits", "--json").stdout)
    assert {"backend": "nemo", "available": 60, "frozen": 0, "total": 60} == found


def test_a_refused_token_is_exit_4_and_stays_secret(cloud: Imgfree, nemo: Nemo) -> None:
    """A server that echoes the token gets it masked; NEMO_TOKEN never falls back to an anonymous one."""
    nemo.answers["/api/credits"] = (401, {"code": 1001, "message": "bad token nmv_usr_of-the-test"})
    ran = cloud("credits", "--json")
    assert 4 == ran.returncode
    assert "nmv_usr_of-the-test" not in ran.stdout + ran.stderr
    assert "NEMO_TOKEN" in ran.stderr
    assert not [path for _, path in nemo.requests if path.endswith("anonymous-token")]
