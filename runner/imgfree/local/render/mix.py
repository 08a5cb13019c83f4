"""Mix the film's sound, block by block: levels, fades, music that steps back under a clip's own sound."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from imgfree.local.assets import Asset
from imgfree.local.render.limiter import limited
from imgfree.local.render.media import has_sound
from imgfree.local.render.reel import Reel, Sound
from imgfree.local.render.sound import F32, LOOP_OVERLAP_S, RATE, Reader, circled, decoded, looped

_STEP = RATE // 100  # the level is followed every 10 ms
_DUCKED = 0.35  # music under a clip's own sound: about 9 dB less
_UNDER_VOICE_DB = -12.0  # music and clips under the film's voice
_SOON_S = 1.0  # a line so near to the film's beginning finds all the rest stepped back already
_STEPS_BACK_S, _STAYS_S, _RETURNS_S = 0.25, 0.5, 0.8  # before a line begins; after it has ended, and how slowly
_SPEECH_RMS = 0.01  # -40 dBFS: quieter than this is background
_ATTACK, _RELEASE = 0.12, 0.015  # share of the way each 10 ms: down in about 0.2 s, up again in about 1.5 s
_NEARLY_S = 0.05  # a song this little too short is not begun again


def audible(reel: Reel, assets: Mapping[str, Asset]) -> list[Sound]:
    """Return the sounds that will be heard: none that is silenced, empty, or a clip without sound."""
    return [
        sound
        for sound in reel.sounds
        if sound.volume > 0 and sound.length_s > 0 and (sound.bus == "music" or _speaks(assets[sound.source]))
    ]


def _speaks(asset: Asset) -> bool:
    return has_sound(asset.path, asset.filename)


def mixed(
    reel: Reel, sounds: list[Sound], assets: Mapping[str, Asset], gain: float = 1.0, ceiling: float = 1.0
) -> Iterator[F32]:
    """Yield the film's sound, one block a frame, as long as the film to the sample; its peaks stay below `ceiling`."""
    reader = Reader(limited(_summed(reel, sounds, assets, gain), ceiling))
    for at, end in _spans(reel):
        yield reader.read(end - at)


def _spans(reel: Reel) -> Iterator[tuple[int, int]]:
    """Yield the first sample of each frame and the first one after it."""
    for frame in range(reel.frames):
        yield round(frame * RATE / reel.fps), round((frame + 1) * RATE / reel.fps)


def _summed(reel: Reel, sounds: list[Sound], assets: Mapping[str, Asset], gain: float) -> Iterator[F32]:
    voices = [_Voice(sound, assets[sound.source]) for sound in sounds]
    ducker, lines = _Ducker(), [(one.start_s, one.start_s + one.length_s) for one in sounds if one.bus == "voice"]
    for at, end in _spans(reel):
        spoken, clips, ducked, music = (np.zeros((end - at, 2), np.float32) for _ in range(4))
        buses = {"voice": spoken, "clip": clips}
        for voice in voices:
            voice.add(buses.get(voice.sound.bus, ducked if voice.sound.duck else music), at)
        quiet = _under_voice(lines, at, end)
        beds = ducked * np.minimum(ducker.gains(clips), quiet)  # the lower of the two, not both
        yield (spoken + clips * quiet + beds + music) * np.float32(gain)


class _Voice:
    """One sound of the film and how far it has been read."""

    def __init__(self, sound: Sound, asset: Asset) -> None:
        self.sound = sound
        self._start = round(sound.start_s * RATE)
        self._end = round((sound.start_s + sound.length_s) * RATE)
        self._asset = asset
        self._reader: Reader | None = None

    def add(self, bus: F32, at: int) -> None:
        """Add what is heard from sample `at` of the film on to the bus."""
        first, last = max(at, self._start), min(at + len(bus), self._end)
        if first >= last:
            self._reader = None if at >= self._end else self._reader
            return
        if self._reader is None:
            self._reader = Reader(self._begun())
        bus[first - at : last - at] += self._reader.read(last - first) * self._gains(first, last)

    def _begun(self) -> Iterator[F32]:
        if self.sound.loop and self.sound.loop_s is not None:
            return circled(self._from, self.sound.in_s, self.sound.loop_s)
        return looped(self._play, self._asset.filename) if self._repeats() else self._play()

    def _play(self) -> Iterator[F32]:
        return self._from(self.sound.in_s)

    def _from(self, in_s: float) -> Iterator[F32]:
        return decoded(self._asset.path, self._asset.filename, in_s=in_s, speed=self.sound.speed)

    def _repeats(self) -> bool:
        """Return whether the sound begins again where it ends, which a broken file does before it says so.

        Where it ends with the film, its end need not fade into its beginning.
        """
        own_s, needed_s = (self._asset.duration_s - self.sound.in_s) / self.sound.speed, self.sound.length_s
        fits = self._asset.duration_s > 0 and needed_s - _NEARLY_S <= own_s <= needed_s + LOOP_OVERLAP_S
        return self.sound.loop and not fits

    def _gains(self, first: int, last: int) -> F32:
        at = np.arange(first, last, dtype=np.float64) + 0.5
        gains = np.full(last - first, self.sound.volume)
        for length_s, passed in ((self.sound.fade_in_s, at - self._start), (self.sound.fade_out_s, self._end - at)):
            if length_s > 0:
                share = np.clip(passed / (length_s * RATE), 0, 1)
                # Clips cross over at equal power; music fades in a straight line, as a hand on the fader would.
                gains *= np.sin(share * (math.pi / 2)) if self.sound.bus == "clip" else share
        return gains.astype(np.float32)[:, None]


def _under_voice(lines: Sequence[tuple[float, float]], at: int, end: int) -> F32:
    """Return the gain of all that is no voice for these samples: it steps back before a line, and stays for a pause."""
    now = (np.arange(at, end, dtype=np.float64) + 0.5) / RATE
    share = np.zeros(end - at)
    for begins, ends in lines:
        begins = begins if begins > _SOON_S else 0.0
        if begins - _STEPS_BACK_S < now[-1] and now[0] < ends + _STAYS_S + _RETURNS_S:
            before, after = (begins - now) / _STEPS_BACK_S, (now - ends - _STAYS_S) / _RETURNS_S
            share = np.maximum(share, 1 - np.clip(np.maximum(before, after), 0, 1))
    return (10 ** (_UNDER_VOICE_DB / 20 * share)).astype(np.float32)[:, None]


class _Ducker:
    """Follows how loud the clips are and says how loud the music may be."""

    def __init__(self) -> None:
        self._gain = 1.0

    def gains(self, clips: F32) -> F32:
        """Return the music's gain for each sample of the block."""
        gains = np.empty((len(clips), 1), np.float32)
        for start in range(0, len(clips), _STEP):
            part = clips[start : start + _STEP]
            wanted = _DUCKED if float(np.sqrt(np.mean(part * part))) > _SPEECH_RMS else 1.0
            share = (_ATTACK if wanted < self._gain else _RELEASE) * len(part) / _STEP
            following = self._gain + (wanted - self._gain) * share
            gains[start : start + _STEP, 0] = np.linspace(self._gain, following, len(part), endpoint=False)
            self._gain = following
        return gains
