"""Prices, wages and hours: numbers that are data."""

import pytest

from imgfree.local.director.read.reading import read


@pytest.mark.parametrize(
    "sentence",
    [
        "a job ad, £13.40 an hour",
        "haircuts for $25, perms 60 euros",
        "open 24 hours a day",
        "we train 6 days a week",
        "探店，人均88",
        "招聘，时薪25元，每天8小时",
        "门票60元",
    ],
)
def test_are_no_values(sentence: str) -> None:
    """Nothing of a price, a wage or working hours can be a length, a number of pictures or a share."""
    values = {kind for item in read(sentence).items for kind in item.senses}
    assert not values & {"time", "number", "moment", "paced", "count"}


@pytest.mark.parametrize("sentence", ["12 seconds, $8 lunch", "人均58，每张3秒", "2 hours of rain, 15 seconds"])
def test_lengths_beside_them_stay(sentence: str) -> None:
    """What is a length is read as before."""
    assert any(item.means("time") or item.means("paced") for item in read(sentence).items)


def test_a_price_that_was_to_be_written_is_not_lost() -> None:
    """Behind a verb that writes it is a word that nobody knows, which is reported."""
    assert any(token.kind == "unknown" and token.text == "15" for token in read("change it over to £15").tokens)
