"""The same film made by others: moviepy, a plain ffmpeg script, editly."""

import json
import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reel import FPS, HEIGHT, SECONDS, SLOT_MS, TITLE, WIDTH

from imgfree.local.assets import Asset
from imgfree.local.render import fonts

SLOT_S, FADE_S, ZOOM = SLOT_MS / 1000, 0.5, 0.08


def with_moviepy(assets: dict[str, Asset], target: Path) -> None:
    """Do the same task the way moviepy's users do: resize by a function of time, crossfade, composite, text."""
    from moviepy import CompositeVideoClip, ImageClip, TextClip, vfx

    slot, fade = SLOT_S, FADE_S
    clips = []
    for number, asset in enumerate(assets.values()):
        still = ImageClip(str(asset.path)).resized(height=1920).with_duration(slot)
        still = still.cropped(x_center=still.w / 2, width=1080)

        def scale(t: float, number: int = number) -> float:
            return 1 + 0.08 * (t / slot if number % 2 == 0 else 1 - t / slot)

        moving = still.resized(scale).with_position("center").with_start(number * (slot - fade))
        clips.append(moving.with_effects([vfx.CrossFadeIn(fade)]) if number else moving)
    font = str(fonts.face_for(TITLE).path)
    title = TextClip(font=font, text=TITLE, font_size=110, color="white", stroke_color="black", stroke_width=3)
    title = (
        title.with_duration(3)
        .with_position(("center", 430))
        .with_effects([vfx.CrossFadeIn(0.4), vfx.CrossFadeOut(0.4)])
    )
    film = CompositeVideoClip([*clips, title], size=(1080, 1920)).with_duration(SECONDS)
    settings = ["-crf", "20", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    film.write_videofile(
        str(target), fps=FPS, codec="libx264", preset="veryfast", audio=False, logger=None, ffmpeg_params=settings
    )


def with_ffmpeg(assets: dict[str, Asset], target: Path, program: str) -> None:
    """Do it in one filter graph with zoompan, as most recipes on the web do; the zoom shakes."""
    title = target.with_name("title.png")
    _title(title)
    frames = round(SLOT_S * FPS)
    sources = [part for asset in assets.values() for part in ("-i", str(asset.path))]
    graph = []
    for number in range(len(assets)):
        share = f"on/{frames - 1}" if number % 2 == 0 else f"(1-on/{frames - 1})"
        graph.append(
            f"[{number}:v]crop=ih*{WIDTH}/{HEIGHT}:ih,zoompan=z='1+{ZOOM}*{share}':x='iw/2-iw/zoom/2'"
            f":y='ih/2-ih/zoom/2':d={frames}:s={WIDTH}x{HEIGHT}:fps={FPS},format=yuv420p[v{number}]"
        )
    last = "v0"
    for number in range(1, len(assets)):
        offset = number * (SLOT_S - FADE_S)
        graph.append(f"[{last}][v{number}]xfade=transition=fade:duration={FADE_S}:offset={offset:.3f}[x{number}]")
        last = f"x{number}"
    fades = "format=rgba,fade=in:st=0:d=0.4:alpha=1,fade=out:st=2.6:d=0.4:alpha=1"
    graph.append(f"[{len(assets)}:v]{fades}[t];[{last}][t]overlay=(W-w)/2:430:enable='lt(t,3)'[out]")
    encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-movflags", "+faststart"]
    still = ["-loop", "1", "-framerate", str(FPS), "-t", "3", "-i", str(title)]
    wanted = ["-filter_complex", ";".join(graph), "-map", "[out]", "-t", str(SECONDS), "-r", str(FPS)]
    subprocess.run([program, "-y", "-loglevel", "error", *sources, *still, *wanted, *encode, str(target)], check=True)


def with_editly(assets: dict[str, Asset], target: Path, program: str) -> None:
    """Do it with editly's own zoom, fade and title."""
    clips = [
        {
            "duration": SLOT_S,
            "layers": [
                {
                    "type": "image",
                    "path": str(asset.path),
                    "resizeMode": "cover",
                    "zoomDirection": ("in", "out")[number % 2],
                    "zoomAmount": ZOOM,
                }
            ],
        }
        for number, asset in enumerate(assets.values())
    ]
    clips[0]["layers"].append({"type": "title", "text": TITLE, "start": 0, "stop": 3})
    spec = {
        "width": WIDTH,
        "height": HEIGHT,
        "fps": FPS,
        "outPath": str(target),
        "defaults": {"transition": {"name": "fade", "duration": FADE_S}},
        "clips": clips,
        "customOutputArgs": ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p"],
    }
    written = target.with_suffix(".json5")
    written.write_text(json.dumps(spec), encoding="utf-8")
    subprocess.run([*program.split(), "--json", str(written)], check=True, capture_output=True)


def _title(path: Path) -> None:
    """Draw the title for programs that cannot, or not everywhere."""
    face = fonts.face_for(TITLE)
    font = ImageFont.truetype(str(face.path), 110, index=face.index)
    left, top, right, bottom = font.getbbox(TITLE, stroke_width=3)
    picture = Image.new("RGBA", (round(right - left) + 8, round(bottom - top) + 8), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    pen.text((4 - left, 4 - top), TITLE, font=font, fill="white", stroke_width=3, stroke_fill="black")
    picture.save(path)
