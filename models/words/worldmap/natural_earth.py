"""Takes the outlines of countries out of Natural Earth's files and writes them, small, where they ship.

Natural Earth (naturalearthdata.com) is in the public domain. Its countries and populated places at 1:110m
are in the wheel of geopandas 0.14 (`pip download geopandas==0.14.4 --no-deps`). To write the file anew:
`python -m models.words.worldmap.natural_earth geopandas-0.14.4-py3-none-any.whl`.
"""

from __future__ import annotations

import json
import struct
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from models.words.worldmap.outline import OUTLINE, PARTS_OF_A_DEGREE

_COUNTRIES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
_PLACES = "geopandas/datasets/naturalearth_cities/naturalearth_cities"

# No countries, and the map ends north of them.
_LEFT_OUT = {"Antarctica", "Fr. S. Antarctic Lands"}
# The dataset draws who holds a place; here it belongs to the state that the United Nations count it to.
_PART_OF = {"Somaliland": "Somalia", "N. Cyprus": "Cyprus"}

_NAMES = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Congo": "Congo (Brazzaville)",
    "Côte d'Ivoire": "Ivory Coast",
    "Dem. Rep. Congo": "Congo (Kinshasa)",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Falkland Is.": "Falkland Islands",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "Timor-Leste": "East Timor",
    "United States of America": "United States",
    "W. Sahara": "Western Sahara",
    "eSwatini": "Eswatini",
}
# States too small for an outline at this scale are a dot at a place of theirs.
_DOTS = {
    "Andorra": "Andorra",
    "Antigua and Barbuda": "Saint John's",
    "Bahrain": "Manama",
    "Barbados": "Bridgetown",
    "Cape Verde": "Praia",
    "Comoros": "Moroni",
    "Dominica": "Roseau",
    "Grenada": "Saint George's",
    "Hong Kong": "Hong Kong",
    "Kiribati": "Tarawa",
    "Liechtenstein": "Vaduz",
    "Maldives": "Malé",
    "Malta": "Valletta",
    "Marshall Islands": "Majuro",
    "Mauritius": "Port Louis",
    "Micronesia": "Palikir",
    "Monaco": "Monaco",
    "Palau": "Melekeok",
    "Saint Lucia": "Castries",
    "Samoa": "Apia",
    "San Marino": "San Marino",
    "Seychelles": "Victoria",
    "Singapore": "Singapore",
    "Tonga": "Nuku'alofa",
    "Tuvalu": "Funafuti",
    "Vatican": "Vatican City",
}

_LINE = 180 * PARTS_OF_A_DEGREE
_RIM = 169 * PARTS_OF_A_DEGREE  # in the Bering Strait

Degrees = tuple[float, float]  # east and north
Point = tuple[int, int]  # the same in whole parts of a degree
Ring = list[Point]


def build(wheel: Path, file: Path) -> None:
    """Write the outlines of all countries, and the dots of small ones, to a JSON file."""
    with ZipFile(wheel) as archive:
        names = [row["name"] for row in _table(archive.read(f"{_COUNTRIES}.dbf"))]
        outlines = dict(zip(names, _rings(archive.read(f"{_COUNTRIES}.shp")), strict=True))
        places = dict(
            zip(
                [row["name"] for row in _table(archive.read(f"{_PLACES}.dbf"))],
                _points(archive.read(f"{_PLACES}.shp")),
                strict=True,
            )
        )
    _redraw(outlines)
    shapes: list[dict[str, Any]] = [
        {
            "name": _NAMES.get(name, name),
            "rings": [_flat(ring) for ring in _unparted([_rounded(ring) for ring in rings])],
        }
        for name, rings in outlines.items()
    ]
    shapes += [
        {"name": name, "dot": _flat(_eastward(_rounded([places[place]])))} for name, place in _DOTS.items()
    ]
    about = {"source": f"Natural Earth 1:110m, from {wheel.name}", "licence": "public domain"}
    lines = ",\n".join(json.dumps(shape, separators=(",", ":"), ensure_ascii=False) for shape in shapes)
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'{{"about":{json.dumps(about)},\n"countries":[\n{lines}\n]}}\n', encoding="utf-8")


def _redraw(outlines: dict[str, list[list[Degrees]]]) -> None:
    """Leave out what is no country, and put parts where they belong."""
    for name in _LEFT_OUT:
        del outlines[name]
    for part, whole in _PART_OF.items():
        outlines[whole] += outlines.pop(part)


def _rounded(points: Iterable[Degrees]) -> Ring:
    """Return points in whole parts of a degree, each once in a row."""
    rounded = [(round(x * PARTS_OF_A_DEGREE), round(y * PARTS_OF_A_DEGREE)) for x, y in points]
    return [point for at, point in enumerate(rounded) if at == 0 or point != rounded[at - 1]]


def _eastward(points: Ring) -> Ring:
    """Return points with those of Oceania beyond 180° at its other places, to the right."""
    return [(x + 2 * _LINE if x < -_RIM else x, y) for x, y in points]


def _unparted(rings: list[Ring]) -> list[Ring]:
    """Return rings with those joined that the line of 180° cuts in two, the western part moved beyond it."""
    joined: list[Ring] = []
    for ring in rings:
        own = [(x + 2 * _LINE, y) for x, y in ring] if any(x == -_LINE for x, _ in ring) else ring
        partner = next((each for each in joined if len(_on_line(each) & _on_line(own)) > 1), None)
        if partner is None:
            joined.append(own)
        else:
            joined[joined.index(partner)] = _opened(partner) + _opened(own)
    return joined


def _on_line(ring: Ring) -> set[Point]:
    return {point for point in ring if point[0] == _LINE}


def _opened(ring: Ring) -> Ring:
    """Return the ring as a line that begins and ends at 180°, without what runs along it."""
    points = ring[:-1]
    leaves = next(at for at, (x, _) in enumerate(points) if x == _LINE != points[(at + 1) % len(points)][0])
    turned = points[leaves:] + points[:leaves]
    returns = next(at for at, (x, _) in enumerate(turned) if at and x == _LINE)
    return turned[: returns + 1]


def _flat(points: Ring) -> list[int]:
    """Return x, y, x, y ..."""
    return [number for point in points for number in point]


def _table(data: bytes) -> Iterator[dict[str, str]]:
    """Yield the rows of a dBASE table, as the specification of version III has it."""
    rows, header, width = struct.unpack("<IHH", data[4:12])
    fields = []
    at = 32
    while data[at] != 0x0D:
        fields.append((data[at : at + 11].split(b"\0")[0].decode("ascii"), data[at + 16]))
        at += 32
    for row in range(rows):
        at = header + row * width + 1  # the first byte tells whether the row is deleted
        values = {}
        for field, size in fields:
            values[field] = data[at : at + size].decode("latin-1").strip()
            at += size
        yield values


def _records(data: bytes) -> Iterator[bytes]:
    """Yield the records of a shapefile, as ESRI's technical description (1998) has it."""
    at = 100
    while at < len(data):
        _, words = struct.unpack(">II", data[at : at + 8])
        yield data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words


def _points(data: bytes) -> Iterator[Degrees]:
    for record in _records(data):
        yield struct.unpack("<2d", record[4:20])


def _rings(data: bytes) -> Iterator[list[list[Degrees]]]:
    for record in _records(data):
        parts, points = struct.unpack("<II", record[36:44])
        starts = [*struct.unpack(f"<{parts}I", record[44 : 44 + 4 * parts]), points]
        numbers = struct.unpack(f"<{2 * points}d", record[44 + 4 * parts :])
        corners = list(zip(numbers[::2], numbers[1::2], strict=True))
        yield [corners[start:end] for start, end in pairwise(starts)]


if __name__ == "__main__":
    build(Path(sys.argv[1]), OUTLINE)
