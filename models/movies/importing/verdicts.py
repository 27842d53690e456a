"""Likes and dislikes of stars, relative to a person's own average, as the evaluation of tastes has them."""

from __future__ import annotations

from typing import Literal

LIKED_STARS = 4.0
DISLIKED_STARS = 3.0
BELOW_AVERAGE = 0.5
Word = Literal["like", "dislike", "seen"]


def verdict(stars: float | None, average: float, *, loved: bool) -> Word:
    """Return the verdict of a rating.

    Liked: a heart, or four stars and more that are no fewer than the person's average. Disliked: three stars
    or fewer that are half a star and more below it. Seen: everything else, and what has no stars.

    Parameters
    ----------
    stars
        Of five; None where a film was only watched.
    average
        The mean of all stars that this person gave.
    loved
        Whether it has a heart.
    """
    if loved:
        return "like"
    if stars is None:
        return "seen"
    if stars >= LIKED_STARS and stars >= average:
        return "like"
    if stars <= DISLIKED_STARS and stars <= average - BELOW_AVERAGE:
        return "dislike"
    return "seen"
