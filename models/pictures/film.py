"""Moving pictures: sprites over a still ground, in one palette, as an animated GIF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]

_COLOURS = 256  # of a GIF
_SHADES = 24  # of each colour at most: letters are smooth long before


@dataclass(frozen=True, slots=True)
class Cel:
    """One picture of a film, as colours of its palette (height, width), and how long it is shown."""

    pixels: Pixels
    shown_ms: int


class Palette:
    """The background, and shades from it to each of some colours; all as #rrggbb."""

    def __init__(self, background: str, colours: Iterable[str]) -> None:
        distinct = list(dict.fromkeys(colours))
        shades = min(_SHADES, (_COLOURS - 1) // len(distinct))
        parts = np.arange(1, shades + 1)[:, None] / shades
        ground = _rgb(background)
        ramps = [ground + (_rgb(colour) - ground) * parts for colour in distinct]
        self._rows = np.round(np.vstack([ground, *ramps])).astype(np.int64)  # (colours, 3), background first

    def of(self, image: Pixels) -> Pixels:
        """Return the nearest colours of the palette (height, width) for an image (height, width, 3)."""
        parts = image.astype(np.uint32)
        packed = parts[..., 0] << 16 | parts[..., 1] << 8 | parts[..., 2]
        background = int(self._rows[0] @ [65536, 256, 1])
        drawn = packed != background  # most pixels are not, and need no look
        seen, where = np.unique(packed[drawn], return_inverse=True)
        colours = np.stack([seen >> 16, seen >> 8 & 255, seen & 255], axis=1).astype(np.int64)
        nearest = np.square(colours[:, None] - self._rows[None]).sum(axis=2).argmin(axis=1)
        chosen = np.zeros(packed.shape, dtype=np.uint8)
        chosen[drawn] = nearest.astype(np.uint8)[where]
        return chosen

    def gif(self, cels: Sequence[Cel]) -> bytes:
        """Return a film that starts again when it ends: the same bytes for the same cels."""
        colours = self._rows.astype(np.uint8).tobytes()
        from PIL import Image

        images = [Image.fromarray(cel.pixels, mode=None) for cel in cels]
        for image in images:
            image.putpalette(colours)
        file = BytesIO()
        images[0].save(
            file,
            format="GIF",
            save_all=True,
            append_images=images[1:],
            duration=[cel.shown_ms for cel in cels],
            loop=0,
            optimize=False,
        )
        return file.getvalue()


def blit(ground: Pixels, sprite: Pixels, middle: tuple[float, float]) -> None:
    """Lay a sprite (h, w) onto a ground, its background left out, its middle at (x, y) from the top left."""
    height, width = sprite.shape
    left, top = round(middle[0] - width / 2), round(middle[1] - height / 2)
    inside = ground[max(top, 0) : top + height, max(left, 0) : left + width]
    shown = sprite[max(-top, 0) :, max(-left, 0) :][: inside.shape[0], : inside.shape[1]]
    np.copyto(inside, shown, where=shown > 0)


def _rgb(colour: str) -> npt.NDArray[np.float64]:
    return np.array(list(bytes.fromhex(colour[1:])), dtype=np.float64)
