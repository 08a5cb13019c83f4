"""A conversation as the director sees it: uploads that exist only in name, and the drafts so far."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from imgfree import wire
from imgfree.local.assets import Asset
from imgfree.local.director import Reply, direct
from imgfree.local.director.ears import RULES, Ear
from imgfree.local.draft import read
from imgfree.local.film import Film
from imgfree.local.music.library import NONE, Library
from imgfree.local.speech.choice import Foreseen
from imgfree.local.speech.seam import Speech


def asset(name: str, file_type: Any = "image", *, size: tuple[int, int] = (1080, 1920), seconds: float = 0.0) -> Asset:
    """Return an upload of that name; nothing is read from disk."""
    return Asset(name, name, file_type, Path(name), *size, seconds, 1000, "0" * 64, f"http://127.0.0.1/{name}")


EXTRAS = {
    "song.mp3": asset("song.mp3", "audio", size=(0, 0), seconds=60.0),
    "logo.png": asset("logo.png", size=(400, 400)),
    "clip.mp4": asset("clip.mp4", "video", size=(1920, 1080), seconds=20.0),
    "clip2.mp4": asset("clip2.mp4", "video", size=(1920, 1080), seconds=15.0),
}


class Conversation:
    """Uploads and the drafts so far; `say` adds what an edit makes."""

    def __init__(self, assets: Sequence[Asset], ear: Ear = RULES, library: Library = NONE) -> None:
        self.assets = list(assets)
        self.ear = ear
        self.speech: Speech = Foreseen(None)
        self.library = library
        self.drafts: list[dict[str, Any]] = []

    def say(self, *sentences: str) -> Reply:
        """Return the reply to the last of the sentences, said one after the other."""
        for sentence in sentences:
            reply = direct(sentence, self.assets, self.drafts, ear=self.ear, speech=self.speech, library=self.library)
            if reply.edited:
                assert reply.draft is not None
                self.drafts.append(reply.draft)
        return reply


Session = Callable[..., Conversation]  # makes a conversation about so many upright photos, and extra files by name


def begun(photos: int = 3, *extras: str, size: tuple[int, int] = (1080, 1920)) -> Conversation:
    """Return a conversation about so many upright photos, and extra files by name."""
    stills = [asset(f"photo-{number}.jpg", size=size) for number in range(1, photos + 1)]
    return Conversation([*stills, *(EXTRAS[name] for name in extras)])


def filmed(*sentences: str) -> Film:
    """Return the film after these sentences about three photos and a song; an empty one where nothing was made."""
    talk = begun(3, "song.mp3")
    talk.say(*sentences)
    return read(talk.drafts[-1]) if talk.drafts else Film()


def unheard(reply: Reply) -> list[str]:
    """Return what an answer reports as not understood."""
    return [clause.text for clause in reply.clauses if clause.outcome == "not understood"]


def lettered(talk: Conversation) -> list[dict[str, Any]]:
    """Return the facts of the texts on the newest draft."""
    return [segment["m"] for track in talk.drafts[-1]["t"] if track["m"]["name"] == "Title" for segment in track["sg"]]


def titles(talk: Conversation) -> list[str]:
    """Return the texts on the newest timeline."""
    return [
        segment["m"]["text"]
        for track in talk.drafts[-1]["t"]
        if track["tt"] == wire.TRACK_TEXT
        for segment in track["sg"]
    ]
