"""What the wishes of one sentence say of each other: what goes with one already is no other wish."""

from collections.abc import Sequence
from dataclasses import replace

from imgfree.local.director.read.reading import Reading
from imgfree.local.director.wish import Wish


def settled(reading: Reading, wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes as they are meant together."""
    return _taken_over(reading, _chosen(wishes))


def _chosen(wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; where a film is made of certain pictures, that the others go is said with that already."""
    kept = next((one.args["photos"] for one in wishes if one.op == "build" and "photos" in one.args), None)
    gone = [f"photo {number}" for number in kept or ()]
    return [
        Wish("", {}, one.spans, unsaid=True)
        if kept and one.op == "remove" and str(one.args["what"]).startswith("photo ") and one.args["what"] not in gone
        else one
        for one in wishes
    ]


def _taken_over(reading: Reading, wishes: Sequence[Wish]) -> list[Wish]:
    """Return the wishes; where a picture that takes another one's place then goes from its own, it only moves."""
    swap = next((one for one in wishes if one.op == "order" and one.args.get("how") == "swap"), None)
    if swap is None or not any(item.means("verb", "replace") for item in reading.items):
        return list(wishes)
    old, new = swap.args["photos"]
    if not any(one.op == "remove" and one.args["what"] == f"photo {new}" for one in wishes):
        return list(wishes)
    place = old - (new < old)
    moved = ({"how": "move", "place": place} if place > 1 else {"how": "first"}) | {"photos": [new]}
    meant = {id(swap): replace(swap, args=moved)}
    meant |= {
        id(one): replace(one, args={"what": f"photo {old}"})
        for one in wishes
        if one.op == "remove" and one.args["what"] == f"photo {new}"
    }
    return [meant.get(id(one), one) for one in wishes]
