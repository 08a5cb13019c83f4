"""What is there besides the words."""

from dataclasses import replace

from imgfree.local.director.wish import Scene, Wish, is_logo
from imgfree.local.draft import Film
from imgfree.local.film import Shot
from local.director.conversation import EXTRAS, asset

PHOTOS = (asset("a.jpg"), asset("B.png"))
SCENE = Scene((*PHOTOS, EXTRAS["logo.png"], EXTRAS["clip.mp4"], EXTRAS["song.mp3"], asset("t.srt", "captions")), None)


def test_uploads_are_told_apart_by_what_they_are_for() -> None:
    """A logo is no photo of the film, unless it is all there is; photos and clips keep their order."""
    assert PHOTOS == SCENE.photos
    assert (*PHOTOS, EXTRAS["clip.mp4"]) == SCENE.material
    assert (["clip.mp4"], ["song.mp3"], ["t.srt"]) == tuple(
        [one.filename for one in kind] for kind in (SCENE.clips, SCENE.sounds, SCENE.captions)
    )
    assert (EXTRAS["logo.png"],) == Scene((EXTRAS["logo.png"],), None).photos
    assert [True, True, False] == [is_logo(asset(name)) for name in ("my-Logo.png", "水印.png", "a.jpg")]


def test_a_film_has_so_many_shots_or_will_have() -> None:
    """Those of the film that is there; else as many as the sentence speaks of, and no more than there are."""
    assert [3, 2, 3] == [replace(SCENE, count=count).length for count in (None, 2, 9)]
    assert 1 == replace(SCENE, film=Film(shots=(Shot("a", "a.jpg", "", "image"),))).length


def test_an_upload_is_named_with_its_suffix_or_without() -> None:
    """In any case; what is no name names nothing."""
    assert [PHOTOS[1], PHOTOS[1], None] == [SCENE.named(name) for name in ("b.PNG", " b ", "b.jpg")]


def test_of_several_wishes_the_last_was_said() -> None:
    """One that is declined was not; a wish begins where its first words do."""
    wishes = Wish("look", {"name": "warm"}, ((9, 12), (3, 5))), Wish("look", {}, ((20, 22),), "declined")
    assert wishes[0] is replace(SCENE, wishes=wishes).said("look")
    assert (3, None) == (wishes[0].start, SCENE.said("look"))
