"""Concepts that are there without anybody making them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """A concept's name, the words that are one of it, and words that are not."""

    name: str
    inside: tuple[str, ...]
    outside: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Both drawn by lot: 40 of the 159 countries whose usual name is one word, a part of the world a line, each in
# proportion to its number, and a third of some words that are easily taken for one, a kind a line.
COUNTRY = Preset(
    "country",
    inside=_words(
        """
        benin gabon guinea liberia malawi mauritania mauritius morocco nigeria rwanda senegal
        bangladesh brunei cambodia china israel jordan kazakhstan qatar syria turkey vietnam
        croatia hungary ireland luxembourg macedonia malta norway romania spain ukraine
        argentina bahamas barbados cuba jamaica nicaragua
        australia samoa
        """
    ),
    outside=_words(
        """
        beijing berlin budapest cairo chicago dublin geneva kabul kiev moscow oslo paris seoul sydney tokyo
        brazilian english finnish japanese polish russian thai turkish ukrainian vietnamese
        arctic mediterranean oceania scandinavia siberia
        arizona florida kerala lombardy ontario quebec sicily yorkshire
        americans germans greeks turks
        """
    ),
)

PRESETS = {each.name: each for each in (COUNTRY,)}
