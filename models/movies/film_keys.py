"""Films by their keys: short enough for a button's id, made of the film's page, the same after retraining."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

KEY_BYTES = 6  # of 60,000 films, a chance of one in 150,000 that any two share a key


def film_key(page: str) -> str:
    """Return a film's key, short enough for the id of a button."""
    return _digest(page).hex()


def key_numbers(pages: Sequence[str]) -> NDArray[np.uint64]:
    """Return the keys of pages as numbers: (pages,)."""
    return np.array([int.from_bytes(_digest(page), "big") for page in pages], np.uint64)


class FilmKeys:
    """Which film has a key.

    Parameters
    ----------
    numbers : ndarray of uint64, (films,)
        The films' keys as `key_numbers` gives them.
    """

    def __init__(self, numbers: NDArray[np.uint64]) -> None:
        self._order = np.argsort(numbers, kind="stable").astype(np.int32)
        self._sorted = numbers[self._order]

    def row(self, key: str) -> int | None:
        """Return the row of the film with this key, or None when there is none."""
        try:
            wanted = np.uint64(int.from_bytes(bytes.fromhex(key), "big"))
        except (ValueError, OverflowError):
            return None
        at = int(np.searchsorted(self._sorted, wanted))
        if at == len(self._sorted) or self._sorted[at] != wanted or len(key) != 2 * KEY_BYTES:
            return None
        return int(self._order[at])


def _digest(page: str) -> bytes:
    return hashlib.blake2s(page.encode(), digest_size=KEY_BYTES).digest()
