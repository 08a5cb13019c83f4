"""A small ray tracer over signed distance fields: window light, one bounce, glossy reflections, depth of field.

Lengths are centimetres, colours linear light, points and directions arrays of shape (3, n) in float32.
Only the scripts beside it use this; imgfree itself does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from settle import settle, soften

Array = np.ndarray[Any, Any]
Field = Callable[[Array], Array]
Triple = tuple[float, float, float]
TILE_RAYS = 40_000  # what fits the processor's cache along with the temporaries
BRIGHTEST = 12.0  # a single sample never counts more than this, or stray sparkles stay
FAR = 1e4
LAYERS = 13


@dataclass(frozen=True)
class Surface:
    """What light meets: `glow` is light of its own, `mirror` the reflectance seen straight on."""

    albedo: Array
    mirror: Array | float = 0.04
    roughness: Array | float = 0.3
    glow: Array | float = 0.0


@dataclass(frozen=True)
class Body:
    """A shape inside a box. `relief` (small bumps, in cm) bends only the shading, so it costs nothing on the way."""

    distance: Field
    low: Triple
    high: Triple
    paint: Callable[[Array, Array], Surface]
    relief: Field | None = None
    step: float = 0.9  # less than 1 where the distance field overstates
    shadow: bool = True


@dataclass(frozen=True)
class Plane:
    """A flat surface across one axis; bodies stand on it or in front of it."""

    axis: int
    at: float
    paint: Callable[[Array, Array], Surface]


@dataclass(frozen=True)
class Window:
    """A bright rectangle: the light of the scene, seen in reflections with its bars."""

    corner: Triple
    across: Triple
    up: Triple
    light: Triple
    panes: tuple[int, int] = (2, 3)


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from. `lens` is the radius of the opening, `focus` a point that is sharp."""

    eye: Triple
    at: Triple
    focus: Triple
    view_deg: float = 24.0
    lens: float = 0.6


@dataclass(frozen=True)
class Scene:
    """Everything a picture needs."""

    camera: Camera
    windows: Sequence[Window]
    bodies: Sequence[Body]
    planes: Sequence[Plane]
    sky: Callable[[Array], Array]
    ambient: Triple = (0.10, 0.10, 0.11)
    exposure: float = 1.0
    lamps: Sequence[tuple[Triple, Triple, float]] = field(default=())  # small round lights: where, light, radius


def dot(a: Array, b: Array) -> Array:
    """Return the dot product, point by point."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def unit(v: Array) -> Array:
    """Return the vectors at length one."""
    return v / np.sqrt(np.maximum(dot(v, v), 1e-12))


def column(values: Sequence[float]) -> Array:
    """Return three numbers as a (3, 1) array that spreads over points."""
    return np.array(values, np.float32).reshape(3, 1)


def _box_span(body: Body, start: Array, way: Array) -> tuple[Array, Array]:
    near, far = np.float32(1e-3), np.float32(FAR)
    for axis in range(3):
        safe = np.where(np.abs(way[axis]) < 1e-6, np.float32(1e-6), way[axis])
        first, second = (body.low[axis] - start[axis]) / safe, (body.high[axis] - start[axis]) / safe
        near = np.maximum(near, np.minimum(first, second))
        far = np.minimum(far, np.maximum(first, second))
    return near, far


def _march(body: Body, start: Array, way: Array, span: tuple[Array, Array], coarse: bool) -> Array:
    """Return the distance along each ray to the shape, FAR where it misses."""
    found = np.full(start.shape[1], FAR, np.float32)
    here, end = span
    alive = np.arange(start.shape[1])
    tolerance = 0.012 if coarse else 0.003
    for _ in range(40 if coarse else 90):
        gap = body.distance(start + way * here)
        touched = gap < tolerance
        found[alive[touched]] = here[touched]
        here = here + np.maximum(gap, tolerance) * body.step
        on = ~touched & (here < end)
        if on.all():
            continue
        if not on.any():
            break
        alive, start, way, here, end = alive[on], start[:, on], way[:, on], here[on], end[on]
    return found


def hit(scene: Scene, start: Array, way: Array, *, coarse: bool = False) -> tuple[Array, Array]:
    """Return the distance to the nearest surface and its number: planes first, then bodies; -1 is nothing."""
    reach = np.full(start.shape[1], FAR, np.float32)
    which = np.full(start.shape[1], -1, np.int16)
    for number, plane in enumerate(scene.planes):
        slope = np.where(np.abs(way[plane.axis]) < 1e-6, 1e-6, way[plane.axis])
        t = (plane.at - start[plane.axis]) / slope
        closer = (t > 1e-3) & (t < reach)
        reach = np.where(closer, t, reach)
        which[closer] = number
    for number, body in enumerate(scene.bodies, len(scene.planes)):
        near, far = _box_span(body, start, way)
        far = np.minimum(far, reach)
        maybe = np.flatnonzero(near < far)
        if maybe.size == 0:
            continue
        t = _march(body, start[:, maybe], way[:, maybe], (near[maybe], far[maybe]), coarse)
        closer = t < reach[maybe]
        reach[maybe[closer]] = t[closer]
        which[maybe[closer]] = number
    return reach, which


def blocked(scene: Scene, start: Array, way: Array, length: Array) -> Array:
    """Return which rays meet a body before `length`."""
    shut = np.zeros(start.shape[1], bool)
    for body in scene.bodies:
        if not body.shadow:
            continue
        near, far = _box_span(body, start, way)
        far = np.minimum(far, length)
        maybe = np.flatnonzero((near < far) & ~shut)
        if maybe.size:
            t = _march(body, start[:, maybe], way[:, maybe], (near[maybe], far[maybe]), True)
            shut[maybe] = t < length[maybe]
    return shut


def _normal(body: Body, p: Array, fine: bool) -> Array:
    def height(q: Array) -> Array:
        return body.distance(q) - body.relief(q) if fine and body.relief else body.distance(q)

    e = 0.006
    total = np.zeros_like(p)
    for signs in ((1, -1, -1), (-1, -1, 1), (-1, 1, -1), (1, 1, 1)):
        way = column(signs)
        total += way * height(p + way * e)
    return unit(total)


@dataclass
class _Met:
    """The surfaces a bundle of rays has met."""

    p: Array
    n: Array
    albedo: Array
    mirror: Array
    roughness: Array
    glow: Array


def _meet(scene: Scene, p: Array, way: Array, which: Array, *, fine: bool) -> _Met:
    n = np.zeros_like(p)
    met = _Met(p, n, np.zeros_like(p), np.zeros_like(p[0]), np.zeros_like(p[0]), np.zeros_like(p))
    for number, thing in enumerate([*scene.planes, *scene.bodies]):
        at = np.flatnonzero(which == number)
        if at.size == 0:
            continue
        here = p[:, at]
        if isinstance(thing, Plane):
            n[thing.axis, at] = np.where(way[thing.axis, at] > 0, -1, 1)
        else:
            n[:, at] = _normal(thing, here, fine)
        surface = thing.paint(here, n[:, at])
        met.albedo[:, at] = surface.albedo
        met.mirror[at] = surface.mirror
        met.roughness[at] = surface.roughness
        met.glow[:, at] = surface.glow
    return met


def _from_window(scene: Scene, met: _Met, window: Window, u: Array) -> Array:
    """Return the light one random point of the window sends to each surface point, shadows included."""
    across, up = column(window.across), column(window.up)
    facing = np.cross(across[:, 0], up[:, 0])
    area = float(np.linalg.norm(facing))
    to = column(window.corner) + across * u[0] + up * u[1] - met.p
    square = dot(to, to)
    length = np.sqrt(square)
    way = to / length
    weight = np.maximum(dot(met.n, way), 0) * np.abs(dot(column(facing / area), way)) * area / (square * np.pi)
    lit = np.flatnonzero(weight > 1e-4)
    shut = blocked(scene, met.p[:, lit] + met.n[:, lit] * 0.02, way[:, lit], length[lit])
    weight[lit[shut]] = 0
    return column(window.light) * weight


def _from_lamp(scene: Scene, met: _Met, lamp: tuple[Triple, Triple, float], ball: Array) -> Array:
    where, light, radius = lamp
    to = column(where) + ball * radius - met.p
    length = np.sqrt(dot(to, to))
    way = to / length
    weight = np.maximum(dot(met.n, way), 0) / (length * length * np.pi)
    lit = np.flatnonzero(weight > 1e-5)
    shut = blocked(scene, met.p[:, lit] + met.n[:, lit] * 0.02, way[:, lit], length[lit])
    weight[lit[shut]] = 0
    return column(light) * weight


def _direct(scene: Scene, met: _Met, u: Array, rng: np.random.Generator) -> Array:
    light = np.zeros_like(met.p)
    for number, window in enumerate(scene.windows):
        light += _from_window(scene, met, window, (u + np.float32(0.37 * number)) % 1)
    for lamp in scene.lamps:
        light += _from_lamp(scene, met, lamp, unit(rng.standard_normal(met.p.shape, np.float32)))
    return light


def _windows(scene: Scene, start: Array, way: Array, reach: Array, colour: Array) -> Array:
    """Return the colours with the windows put in where a ray meets one before anything else, bars and all."""
    for window in scene.windows:
        across, up = np.array(window.across, np.float32), np.array(window.up, np.float32)
        facing = np.cross(across, up)
        slope = dot(column(facing), way)
        t = dot(column(facing), column(window.corner) - start) / np.where(np.abs(slope) < 1e-6, 1e-6, slope)
        q = start + way * t - column(window.corner)
        a = dot(column(across / across.dot(across)), q)
        b = dot(column(up / up.dot(up)), q)
        inside = (t > 0) & (t < reach) & (a > 0) & (a < 1) & (b > 0) & (b < 1)
        bar = (np.abs((a * window.panes[0]) % 1 - 0.5) < 0.45) & (np.abs((b * window.panes[1]) % 1 - 0.5) < 0.46)
        colour = np.where(inside & bar, column(window.light), colour)
    return colour


def _first_light(scene: Scene, start: Array, way: Array, rng: np.random.Generator, *, mirror: bool) -> Array:
    """Return what comes along the rays, with direct light and a constant ambient only; only mirrors see the window."""
    reach, which = hit(scene, start, way, coarse=True)
    colour = scene.sky(way)
    got = np.flatnonzero(which >= 0)
    if got.size:
        p = start[:, got] + way[:, got] * reach[got]
        met = _meet(scene, p, way[:, got], which[got], fine=False)
        light = _direct(scene, met, rng.random((2, got.size), np.float32), rng)
        glow = np.minimum(met.glow, 0.4)  # lamps light the scene; their bodies would only add sparkle
        colour[:, got] = glow + met.albedo * (light + column(scene.ambient))
    return _windows(scene, start, way, reach, colour) if mirror else colour


def _around(n: Array, u: Array) -> Array:
    """Return a direction above each surface, more often along its normal (cosine)."""
    z = 1 - 2 * u[0]
    r = np.sqrt(np.maximum(1 - z * z, 0))
    turn = 2 * np.pi * u[1]
    return unit(n * 1.001 + np.stack([r * np.cos(turn), r * np.sin(turn), z]))


def _reflected(scene: Scene, met: _Met, way: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return the share of light that is mirrored at each point and the mirrored light."""
    facing = np.clip(-dot(met.n, way), 0, 1)
    share = met.mirror + (1 - met.mirror) * (1 - facing) ** 5 * (1 - met.roughness) ** 2
    light = np.zeros_like(met.p)
    at = np.flatnonzero(met.mirror > 0)
    if at.size:
        n = met.n[:, at]
        blur = met.roughness[at] ** 2
        lobe = unit(rng.standard_normal(n.shape, np.float32)) * (blur * np.sqrt(rng.random(at.size, np.float32)))
        straight = way[:, at] + 2 * facing[at] * n
        out = unit(straight + lobe)
        out = np.where(dot(out, n) < 0, straight, out)
        light[:, at] = _first_light(scene, met.p[:, at] + n * 0.02, out, rng, mirror=True)
    return np.where(met.mirror > 0, share, 0), light


def radiance(scene: Scene, start: Array, way: Array, u: Array, rng: np.random.Generator) -> Array:
    """Return (13, n): scattered and mirrored light along each ray, then colour, normal and distance of what it met."""
    reach, which = hit(scene, start, way)
    result = np.zeros((LAYERS, start.shape[1]), np.float32)
    result[6:9] = 1
    result[12] = np.minimum(reach, 300)
    gone = np.flatnonzero(which < 0)
    result[:3, gone] = scene.sky(way[:, gone])
    got = np.flatnonzero(which >= 0)
    if got.size:
        p, way = start[:, got] + way[:, got] * reach[got], way[:, got]
        met = _meet(scene, p, way, which[got], fine=True)
        light = _direct(scene, met, u[0:2, got], rng)
        bounced = _first_light(scene, p + met.n * 0.02, _around(met.n, u[2:4, got]), rng, mirror=False)
        share, mirrored = _reflected(scene, met, way, rng)
        light += np.minimum(bounced, 6.0)
        result[:3, got] = np.minimum(met.glow + met.albedo * light * (1 - share), BRIGHTEST)
        result[3:6, got] = np.minimum(mirrored * share, BRIGHTEST)
        result[6:9, got] = met.albedo + 0.03
        result[9:12, got] = met.n
    return result


def _camera_rays(camera: Camera, size: tuple[int, int], pixels: Array, u: Array) -> tuple[Array, Array]:
    width, height = size
    eye, forward = column(camera.eye), unit(column(camera.at) - column(camera.eye))
    right = unit(np.cross(forward[:, 0], (0, 1, 0)).reshape(3, 1).astype(np.float32))
    above = np.cross(right[:, 0], forward[:, 0]).reshape(3, 1).astype(np.float32)
    scale = 2 * np.tan(np.radians(camera.view_deg) / 2) / max(size)
    x = (pixels % width + u[0] - width / 2) * scale
    y = (height / 2 - pixels // width - u[1]) * scale
    sharp = dot(column(camera.focus) - eye, forward)
    target = eye + (forward + right * x + above * y) * sharp
    r, turn = np.sqrt(u[2]) * camera.lens, 2 * np.pi * u[3]
    start = eye + right * (r * np.cos(turn)) + above * (r * np.sin(turn))
    return start.astype(np.float32), unit(target - start).astype(np.float32)


def trace(scene: Scene, size: tuple[int, int], samples: int, seed: int) -> Array:
    """Return the picture as linear light, (height, width, 3). The same arguments give the same numbers."""
    width, height = size
    count = width * height
    picture = np.zeros((LAYERS, count), np.float32)
    golden = np.array([1.0 / 1.0850702 ** (k + 1) for k in range(8)])  # steps that fill eight dimensions evenly
    for first in range(0, count, TILE_RAYS):
        pixels = np.arange(first, min(first + TILE_RAYS, count))
        rng = np.random.default_rng([seed, first])
        offset = rng.random((8, pixels.size))
        for sample in range(samples):
            u = ((offset + (golden * sample)[:, None]) % 1).astype(np.float32)
            start, way = _camera_rays(scene.camera, size, pixels, u[:4])
            picture[:, pixels] += radiance(scene, start, way, u[4:], rng)
    layers = (picture / samples).reshape(LAYERS, height, width)
    light = settle(layers).transpose(1, 2, 0) * scene.exposure
    return soften(np.asarray(light, np.float32), _unsharp_px(scene.camera, size, layers[12]))


def _unsharp_px(camera: Camera, size: tuple[int, int], far: Array) -> Array:
    """Return how wide the lens spreads a point at these distances, in pixels from the middle."""
    sharp = float(np.linalg.norm(np.subtract(camera.focus, camera.eye)))
    pixel = 2 * np.tan(np.radians(camera.view_deg) / 2) / max(size)
    return np.asarray(camera.lens * np.abs(far - sharp) / (far * sharp * pixel))
