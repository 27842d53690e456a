"""A map as it forms: a film of t-SNE's iterations that ends with the still picture."""

from __future__ import annotations

from collections.abc import Sequence

from models.pictures.film import Cel, Pixels
from models.pictures.picture import Animation
from models.words.maps.alt_text import describe
from models.words.maps.picture import Painting
from models.words.maps.projection import EARLY_ITERATIONS, ITERATIONS, Step
from models.words.maps.sprites import Sprites

_FRAME_MS = 80
_FIRST_MS = 800
_LAST_MS = 5000
_AT_FIRST = 70  # iterations of each phase in which nearly all of its motion happens


def chosen(steps: Sequence[Step]) -> list[Step]:
    """Return the steps to show: all while things move, ever fewer as they settle, the last in any case."""
    return [step for step in steps if _is_shown(step.iteration)]


def moving(painting: Painting, steps: Sequence[Step]) -> Animation:
    """Return the film of a map.

    Parameters
    ----------
    painting
        The map at the end.
    steps
        The way there, as `projection.project` showed it.

    Returns
    -------
    Animation
        The same bytes for the same arguments. Every picture is laid out by the rule of the last one, each to
        fill the frame; the last one is the still picture with another header.
    """
    shown = chosen(steps)
    sprites = Sprites(painting)
    cels = [Cel(_on_the_way(sprites, painting, step), _FRAME_MS) for step in shown[:-1]]
    cels[0] = Cel(cels[0].pixels, _FIRST_MS)
    at_the_end = f"After {ITERATIONS} iterations. Words used alike lie close together."
    cels.append(Cel(sprites.still(_title(painting.projection.kl_divergence), at_the_end), _LAST_MS))
    height, width = cels[-1].pixels.shape
    before = (
        f"Animated: the map forms in {ITERATIONS} iterations, its KL divergence falls from "
        f"{shown[0].kl_divergence:.2f} to {painting.projection.kl_divergence:.2f}. At the end:"
    )
    alt = describe(painting.word_map, painting.projection, painting.source, painting.layout, before)
    notes = painting.layout.numbered.sentences
    return Animation(sprites.palette.gif(cels), alt, width, height, len(cels), notes)


def _on_the_way(sprites: Sprites, painting: Painting, step: Step) -> Pixels:
    """Return the picture of a step."""
    phase = "early exaggeration" if step.exaggerated else "fine tuning"
    what = f"Iteration {step.iteration} of {ITERATIONS} · {phase}"
    return sprites.moment(painting.layout.spread.points(step.points), _title(step.kl_divergence), what)


def _title(divergence: float) -> str:
    return f"KL divergence {divergence:.3f}"


def _is_shown(iteration: int) -> bool:
    into_phase = iteration if iteration <= EARLY_ITERATIONS else iteration - EARLY_ITERATIONS
    every = 5 if into_phase <= _AT_FIRST else 20 if iteration <= EARLY_ITERATIONS + 4 * _AT_FIRST else 50
    return iteration in (EARLY_ITERATIONS, ITERATIONS) or into_phase % every == 0
