"""The outlines of countries as they ship, and the projection of the globe that they are drawn in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

OUTLINE = Path(__file__).parent / "outline" / "countries.json"
PARTS_OF_A_DEGREE = 10  # a fifth of a pixel on our pictures

Floats = npt.NDArray[np.float64]

_MIDDLE = 11.0  # degrees east: the edge then runs through the Bering Strait


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A country's name and its rings, each (n, 2) of degrees east and north; one that is a dot has none."""

    name: str
    rings: tuple[Floats, ...]
    dot: Floats | None


@lru_cache(maxsize=1)
def shapes() -> tuple[Shape, ...]:
    """Return the shapes of all countries, from the file beside this one."""
    document = json.loads(OUTLINE.read_text(encoding="utf-8"))
    return tuple(
        Shape(
            each["name"],
            tuple(map(_points, each.get("rings", ()))),
            _points(each["dot"])[0] if "dot" in each else None,
        )
        for each in document["countries"]
    )


def projected(degrees: Floats) -> Floats:
    """Return where points (n, 2) of degrees east and north lie on a flat map, in radii of the globe.

    The Natural Earth projection in the polynomial form of Šavrič, Jenny, Patterson, Petrovič and Hurni, "A
    Polynomial Equation for the Natural Earth Projection" (2011): a compromise that keeps neither areas nor
    angles, and both tolerably.
    """
    east, north = np.radians(degrees[:, 0] - _MIDDLE), np.radians(degrees[:, 1])
    squared = north**2
    fourth = squared**2
    wide = (
        0.8707 - 0.131979 * squared + fourth * (-0.013791 + fourth * (0.003971 * squared - 0.001529 * fourth))
    )
    high = 1.007226 + squared * (0.015085 + fourth * (-0.044475 + 0.028874 * squared - 0.005916 * fourth))
    return np.stack([east * wide, north * high], axis=1)


def _points(numbers: list[int]) -> Floats:
    return np.array(numbers, dtype=np.float64).reshape(-1, 2) / PARTS_OF_A_DEGREE
