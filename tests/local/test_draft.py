"""Films as drafts: round trip, cutting."""

import json
from dataclasses import replace

from imgfree.local.captions import laid
from imgfree.local.draft import read, span_ms, write
from imgfree.local.film import Film, Join, Motion, Timing, Words
from imgfree.local.music.song import Music
from imgfree.local.subtitles import Cue
from local.films import clip, photos


def test_a_draft_reads_back_as_the_same_film() -> None:
    """Writing and reading gives the film again, and writing that gives the same draft."""
    film = replace(
        photos(4, Timing("total", 15000)),
        join=Join("wipe_left", 400),
        motion=Motion("ken_burns", 0.12),
        looks=("warm", "brighter"),
        effects=("grain",),
        platform="tiktok",
        fit="contain",
        background="beige",
        fade=(500, 1000, "white"),
        loop="boomerang",
        logo=(("corner", "top_left"), ("length_ms", 3000), ("source", "id-9")),
        export=(("format", "gif"), ("fps", 30)),
        words=(Words("夏季特卖", style=(("bold", True),)), Words("End", "text", "bottom", "end", 0, 2000)),
        music=Music("song", "song.mp3", "http://127.0.0.1/song", 42000, 3000, 4000),
        gain=0.35,
    )
    first = replace(film.shots[0], motion=Motion("pan_up", 0.05), fixed_ms=3000, looks=("sepia",), fit="contain")
    film = replace(film, shots=(first, replace(film.shots[1], looks=()), *film.shots[2:], clip(1, 3)))
    draft = write(film, revision=3, parent=2)
    assert film == read(draft)
    assert draft == write(read(draft), revision=3, parent=2)


def test_of_several_looks_an_earlier_draft_has_the_last() -> None:
    """Only that one was rendered; a film of such a draft looks as it did."""
    draft = write(replace(photos(2), looks=("warm",)), revision=1, parent=0)
    assert "grades" not in draft["m"]
    draft["m"] |= {"look": "sepia", "looks": ["warm", "sepia"]}
    assert ("sepia",) == read(draft).looks


def test_fades_of_music_are_kept_for_a_longer_film() -> None:
    """In a film of 6 s they share its length; what was said is there again when it lasts 20 s."""
    film = replace(photos(2, Timing("total", 6000)), music=Music("song", "song.mp3", "", 0, 4000, 5000))
    shown = write(film, revision=1, parent=0)["t"][1]["sg"][0]["m"]
    assert (1000, 5000) == (shown["fade_in_ms"], shown["fade_out_ms"])
    later = write(replace(read(write(film, revision=1, parent=0)), timing=Timing("total", 20000)), revision=2, parent=1)
    assert (4000, 5000) == tuple(later["t"][1]["sg"][0]["m"][key] for key in ("fade_in_ms", "fade_out_ms"))


def test_captions_read_back_and_stay_small() -> None:
    """A thousand cues, the last of them after the film's end, come back as they were, each in some 150 bytes."""
    cues = [Cue(2000 * n, 2000 * n + 1800, f"This is caption {n} of the talk.") for n in range(1000)]
    film = replace(photos(2, Timing("total", 1_000_500)), words=(Words("Title"), *laid(cues)))
    draft = write(film, revision=1, parent=0)
    assert film == read(draft)
    assert draft == write(read(draft), revision=1, parent=0)
    assert [1, 501, 499] == [*(len(track["sg"]) for track in draft["t"][1:]), len(draft["m"]["captions_beyond"])]
    assert 500 == draft["t"][2]["sg"][-1]["d"]
    assert 160_000 > len(json.dumps(draft))


def test_shares_of_the_film_follow_its_length() -> None:
    """Texts spread over the film lie end to end, however long it becomes."""
    words = tuple(Words(str(n), "caption", anchor=f"share:{n}/3") for n in (1, 2, 3))
    for total in (9000, 10000):
        assert [(total * n // 3, total * (n + 1) // 3 - total * n // 3) for n in range(3)] == [
            span_ms(photos(2, Timing("total", total)), one) for one in words
        ]


def test_an_empty_draft_is_an_empty_film() -> None:
    """A session before its first edit reads as a film without shots."""
    assert Film() == read({})


def test_cuts_vary_motion_anew_when_the_order_changes() -> None:
    """The cycle follows the place on the timeline, so a reordered film still varies."""
    film = photos(3)
    turned = replace(film, shots=film.shots[::-1])
    kinds = [one["m"]["motion"]["kind"] for one in write(turned, revision=1, parent=0)["t"][0]["sg"]]
    assert ["zoom_in", "pan_right", "zoom_out"] == kinds


def test_text_stays_inside_the_film() -> None:
    """A text that is longer than the film, or starts after its end, is fitted into it."""
    film = replace(photos(1), words=(Words("long", length_ms=60000), Words("late", anchor="at", at_ms=90000)))
    texts = write(film, revision=1, parent=0)["t"][1]["sg"]
    assert all(one["m"]["start"] + one["d"] <= 6000 and one["d"] > 0 for one in texts)
