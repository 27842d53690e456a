"""The curves of a training: drawn alike each time, told in words, and said to turn up only where they do."""

from __future__ import annotations

from typing import get_args

import pytest

from models.live.lesson import MEASURES, MOST_POINTS, Baseline, Point, Subject, thinned
from models.live.picture import Curves, draw
from models.pictures.palette import ThemeName

FALLING = tuple(Point(10 * n, n, 4.0 - n / 3, 5.0 - n / 4) for n in range(1, 9))
TURNED = (*FALLING, Point(90, 9, 1.0, 3.5))


def curves(points: tuple[Point, ...], best: Point | None, subject: Subject = Subject.TEXT) -> Curves:
    return Curves("pirates", MEASURES[subject], points, best, (Baseline("letter counts", 4.7),))


@pytest.mark.parametrize("theme", get_args(ThemeName))
def test_the_same_curves_are_the_same_picture(theme: ThemeName) -> None:
    drawn = curves(TURNED, FALLING[-1])
    assert draw(drawn, theme).png == draw(drawn, theme).png


def test_the_picture_is_told() -> None:
    told = draw(curves(TURNED, FALLING[-1])).alt
    assert "over 90 updates" in told
    assert "held out from 4.75 to 3.50" in told
    assert "best on what was held out is 3.00, after 80 updates" in told
    assert "by heart" in told
    assert "letter counts: 4.70" in told


def test_before_the_first_look_there_is_a_picture_too() -> None:
    assert "before the first look" in draw(curves((), None)).alt


def test_it_has_turned_up_only_where_one_curve_rises_and_the_other_falls() -> None:
    assert curves(TURNED, FALLING[-1]).turned_up
    assert not curves(FALLING, FALLING[-1]).turned_up
    both = (*FALLING, Point(90, 9, 4.0, 3.5))
    assert not curves(both, FALLING[-1]).turned_up
    rising = (Point(1, 1, 0.1, 0.1), Point(2, 2, 0.3, 0.2), Point(3, 3, 0.5, 0.1))
    assert curves(rising, rising[1], Subject.FILMS).turned_up


def test_of_many_points_some_are_kept_from_the_first_to_the_last() -> None:
    many = [Point(n, n, 1.0, 1.0) for n in range(5000)]
    kept = thinned(many)
    assert len(kept) == MOST_POINTS
    assert (kept[0], kept[-1]) == (many[0], many[-1])
    assert thinned(many[:5]) == tuple(many[:5])
