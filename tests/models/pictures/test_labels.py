from __future__ import annotations

import numpy as np

from models.pictures.boxes import crossing
from models.pictures.labels import place_labels


def test_labels_without_room_are_left_out_and_counted() -> None:
    points = np.full((30, 2), 100.0)
    placement = place_labels(points, np.full((30, 2), (80.0, 20.0)), (0.0, 0.0, 200.0, 200.0), 8.0)
    assert 0 < placement.placed.sum() < 30


def test_a_label_covers_no_line_where_there_is_room_beside_it() -> None:
    frame, line = (0.0, 0.0, 600.0, 200.0), np.array([(340.0, 0.0, 340.0, 200.0)])
    points, sizes = np.array([(300.0, 100.0)]), np.array([(80.0, 20.0)])
    for lines, covered in ((None, True), (line, False)):
        placement = place_labels(points, sizes, frame, 8.0, lines=lines)
        assert placement.placed.all()
        assert crossing(line.T, placement.boxes.T).all() == covered


def test_a_label_with_no_other_room_covers_a_line() -> None:
    frame, line = (280.0, 80.0, 400.0, 120.0), np.array([(340.0, 0.0, 340.0, 200.0)])
    placement = place_labels(np.array([(295.0, 100.0)]), np.array([(80.0, 20.0)]), frame, 8.0, lines=line)
    assert placement.placed.all()
