"""Where the labels of a map go: beside their points, inside the frame, on no marker and on no other label."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.pictures.boxes import Floats, crossing, distance, meeting, overlapping

_DIRECTIONS = np.deg2rad(np.arange(0, 360, 30))
_RINGS = np.array([0.0, 0.4, 0.9, 1.6, 2.4, 3.4, 4.5])  # how far from the marker, in label heights
_LEADER_FROM = 0.5  # label heights between marker and label, from which on a line joins them
_COVERING = 1.2  # what it costs to cover a line that one rather would not
_AMBIGUOUS = 1.5  # what it costs when another marker is as near to the label as its own
_COST_WEIGHT = 0.3  # of those costs, where a label has to push others aside
_STEPS = 2  # pushes per label, before the rest is left without


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """The labels' boxes, and from where to where a line leads to those that lie apart from their markers.

    Attributes
    ----------
    boxes : (n, 4)
        Left, bottom, right, top, in pixels.
    placed : (n,)
        Which labels found room; the boxes of the others mean nothing.
    leaders : (m, 4)
        From x, from y, to x, to y.
    chosen : (n,)
        Which of its boxes each label has, to be kept when others join; -1 for none.
    """

    boxes: Floats
    placed: npt.NDArray[np.bool_]
    leaders: Floats
    chosen: npt.NDArray[np.intp]


def place_labels(
    points: Floats,
    sizes: Floats,
    frame: tuple[float, float, float, float],
    radius: float,
    *,
    repair: bool = True,
    lines: Floats | None = None,
    kept: npt.NDArray[np.intp] | None = None,
) -> Placement:
    """Give every label a free box near its point, or none.

    Greedy, the most cramped label first; then a label without room pushes others aside, which look for
    another box in turn. Deterministic. No two placed boxes overlap, none covers a marker or leaves the
    frame, and no leader runs through a box, another marker or another leader.

    Parameters
    ----------
    points
        Shape (n, 2), in pixels.
    sizes
        Width and height of each label, shape (n, 2), in pixels.
    frame
        Left, bottom, right, top.
    radius
        Half the width of a marker, in pixels.
    repair
        Whether labels may push others aside.
    lines
        Segments of shape (m, 4), as of a grid, that labels rather do not cover.
    kept
        What the first labels chose in a placement without the others, of the same letters and markers: they
        stay where they are, but for those whom a new marker or a label without room drives away.
    """
    board = _Board(points, sizes, frame, radius, np.empty((0, 4)) if lines is None else lines)
    if kept is not None:
        board.keep(kept)
    cramped_first = [int(label) for label in np.argsort(np.isfinite(board.costs).sum(axis=1), kind="stable")]
    homeless = (label for label in cramped_first if board.chosen[label] < 0)
    waiting = deque(label for label in homeless if not board.settle(label))
    if repair:
        _make_room(board, waiting)
    if kept is None:
        board.tidy()
    return board.placement()


def _make_room(board: _Board, waiting: deque[int]) -> None:
    """Let waiting labels push others aside, which then wait in turn; leave the board at its best."""
    best, fewest = board.chosen.copy(), len(waiting)
    for _ in range(_STEPS * len(best)):
        if not waiting:
            return
        label = waiting.popleft()
        if not board.settle(label):
            waiting.extend(board.push_in(label))
        if len(waiting) < fewest:
            best, fewest = board.chosen.copy(), len(waiting)
    board.restore(best)


class _Board:
    """All boxes that the n labels may take (n, k), and how many chosen ones stand in the way of each."""

    def __init__(
        self,
        points: Floats,
        sizes: Floats,
        frame: tuple[float, float, float, float],
        radius: float,
        lines: Floats,
    ) -> None:
        self.boxes = _candidates(points, sizes, radius)  # (4, n, k)
        ends = np.clip(points.T[:, :, None], self.boxes[:2], self.boxes[2:])  # (2, n, k)
        starts = np.broadcast_to(points.T[:, :, None], ends.shape)
        self.leaders = np.concatenate([starts, ends])  # (4, n, k)
        self.led = np.hypot(*(ends - starts)) - radius > _LEADER_FROM * sizes[:, 1:]  # (n, k)
        extents = np.concatenate([self.boxes[:2].min(axis=2), self.boxes[2:].max(axis=2)])  # (4, n)
        self.around = [
            np.flatnonzero(overlapping(extents[:, [label]], extents)) for label in range(len(points))
        ]
        self.costs = self._costs(points, frame, radius)  # (n, k), infinite where there is never room
        covering = crossing(lines.T[:, :, None, None], self.boxes[:, None])  # (m, n, k)
        self.costs += _COVERING * covering.sum(axis=0)
        self.blocked = np.zeros(self.costs.shape, dtype=np.int32)
        self._known: dict[tuple[int, int], npt.NDArray[np.int8]] = {}
        self.visits = np.zeros(self.costs.shape, dtype=np.int32)
        self.chosen = np.full(len(points), -1)

    def keep(self, chosen: npt.NDArray[np.intp]) -> None:
        """Put the first labels into these boxes, as far as no marker lies there now."""
        for label in np.flatnonzero(chosen >= 0):
            if np.isfinite(self.costs[label, chosen[label]]):
                self._put(int(label), int(chosen[label]))

    def settle(self, label: int) -> bool:
        """Put a label into its best free box, if there is one."""
        costs = np.where(self.blocked[label] == 0, self.costs[label], np.inf)
        best = int(costs.argmin())
        if np.isfinite(costs[best]):
            self._put(label, best)
            return True
        return False

    def push_in(self, label: int) -> list[int]:
        """Put a label where the fewest others are, each time elsewhere, and return those that had to go."""
        costs = self.blocked[label] + self.visits[label] + _COST_WEIGHT * self.costs[label]
        best = int(costs.argmin())
        if not np.isfinite(costs[best]):
            return []
        self.visits[label, best] += 1
        moved = self._in_the_way(label, best)
        for other in moved:
            self._take_away(other)
        self._put(label, best)
        return moved

    def tidy(self) -> None:
        """Let every label move to a better box, if one has become free."""
        for label in np.flatnonzero(self.chosen >= 0):
            self._take_away(int(label))
            self.settle(int(label))

    def restore(self, chosen: npt.NDArray[np.intp]) -> None:
        """Make this choice (n,), -1 for none, instead of what is chosen."""
        for label in np.flatnonzero((self.chosen >= 0) & (self.chosen != chosen)):
            self._take_away(int(label))
        for label in np.flatnonzero(self.chosen != chosen):
            self._put(int(label), int(chosen[label]))

    def placement(self) -> Placement:
        """Return what is chosen."""
        everyone = np.arange(len(self.chosen))
        placed = self.chosen >= 0
        led = placed & self.led[everyone, self.chosen]
        leaders = self.leaders[:, led, self.chosen[led]].T
        return Placement(self.boxes[:, everyone, self.chosen].T, placed, leaders, self.chosen.astype(np.intp))

    def _put(self, label: int, candidate: int) -> None:
        self.chosen[label] = candidate
        self.blocked[self.around[label]] += self._conflicts(label, candidate)

    def _take_away(self, label: int) -> None:
        self.blocked[self.around[label]] -= self._conflicts(label, int(self.chosen[label]))
        self.chosen[label] = -1

    def _conflicts(self, label: int, candidate: int) -> npt.NDArray[np.int8]:
        """Return in how many ways this box excludes each of the labels around, (around, k) of 0 to 4."""
        if (label, candidate) not in self._known:
            self._known[label, candidate] = self._find_conflicts(label, candidate)
        return self._known[label, candidate]

    def _find_conflicts(self, label: int, candidate: int) -> npt.NDArray[np.int8]:
        near = self.around[label]
        box, leader = self.boxes[:, label, candidate], self.leaders[:, label, candidate]
        conflicts = overlapping(self.boxes[:, near], box).astype(np.int8)
        conflicts += self.led[near] & crossing(self.leaders[:, near], box[:, None, None])
        if self.led[label, candidate]:
            conflicts += crossing(leader[:, None, None], self.boxes[:, near])
            conflicts += self.led[near] & meeting(leader[:, None, None], self.leaders[:, near])
        return conflicts

    def _in_the_way(self, label: int, candidate: int) -> list[int]:
        near = self.around[label]
        hits = self._conflicts(label, candidate)[np.arange(len(near)), self.chosen[near]] > 0
        return [int(other) for other in near[hits & (self.chosen[near] >= 0)]]

    def _costs(self, points: Floats, frame: tuple[float, float, float, float], radius: float) -> Floats:
        left, bottom, right, top = frame
        barred = (self.boxes[0] < left) | (self.boxes[1] < bottom)
        barred |= (self.boxes[2] > right) | (self.boxes[3] > top)
        markers = np.concatenate([points - radius, points + radius], axis=1).T  # (4, n)
        ambiguous = np.zeros_like(barred)
        own = distance(self.boxes, points.T[:, :, None]) + 0.2 * (self.boxes[3] - self.boxes[1])  # (n, k)
        for label, near in enumerate(self.around):
            boxes = self.boxes[:, label, :, None]
            barred[label] |= overlapping(boxes, markers[:, None, near]).any(axis=1)
            others = near[near != label]
            crossed = crossing(self.leaders[:, label, :, None], markers[:, None, others]).any(axis=1)
            barred[label] |= self.led[label] & crossed
            apart = distance(boxes, points.T[:, None, others])
            ambiguous[label] = (apart < own[label][:, None]).any(axis=1)
        # Right of the point reads best, then left, then above and below.
        taste = 0.3 * np.abs(np.sin(_DIRECTIONS)) + 0.1 * (np.cos(_DIRECTIONS) < 0)
        costs = (_RINGS[:, None] + taste).ravel() + _AMBIGUOUS * ambiguous
        return np.where(barred, np.inf, costs)


def _candidates(points: Floats, sizes: Floats, radius: float) -> Floats:
    """Return the boxes around each point, (4, n, rings × directions)."""
    outward = np.stack([np.cos(_DIRECTIONS), np.sin(_DIRECTIONS)])  # (2, directions)
    # The spot of the box that faces the point moves along its rim: √2 brings the diagonals to the corners.
    facing = np.clip(np.sqrt(2) * outward, -1, 1)
    height = float(sizes[:, 1].max())
    reach = radius + (0.1 + _RINGS) * height
    half = sizes.T[:, :, None, None] / 2  # (2, n, 1, 1)
    centres = (
        points.T[:, :, None, None] + facing[:, None, None] * half + outward[:, None, None] * reach[:, None]
    )
    return np.concatenate([centres - half, centres + half]).reshape(4, len(points), -1)
