"""How a band of similarities is written."""

from __future__ import annotations

BANDS = 5
"""Into how many bands the similarities from 0 to 1 are parted.

With fifths one word is left after some 13 guesses of somebody who thinks along, about when it is found. With
tenths it is after 8, with hundredths after 4, and the rest of a game would have nothing to cut.
"""

BELOW = -1
"""The band of all similarities below 0: words that have nothing to do with each other."""


def band_name(band: int) -> str:
    """Return what a band is called: `0.2 to 0.4`, `below 0`, or `1` for the secret word itself."""
    if band == BELOW:
        return "below 0"
    return "1" if band == BANDS else f"{band / BANDS:.1f} to {(band + 1) / BANDS:.1f}"
