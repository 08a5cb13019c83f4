"""What the wishes of one sentence say of each other: what goes with one already is no other wish."""

from collections.abc import Sequence

from imgfree.local.director.wish import Wish


def settled(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; where a film is made of certain pictures, that the others go is said with that already."""
    kept = next((one.args["photos"] for one in wishes if one.op == "build" and "photos" in one.args), None)
    gone = [f"photo {number}" for number in kept or ()]
    return [
        Wish("", {}, one.spans, unsaid=True)
        if kept and one.op == "remove" and str(one.args["what"]).startswith("photo ") and one.args["what"] not in gone
        else one
        for one in wishes
    ]
