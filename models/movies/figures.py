"""The figures that an artifact's manifest holds, each beside those of simpler ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.movies.audience import Part, audience_of, part_of
from models.movies.catalogue import Catalogue
from models.movies.embeddings import Embeddings
from models.movies.evaluate import (
    Judge,
    Stars,
    TasteScore,
    franchise_recall,
    measure_taste,
    nearest_by_cosine,
    rank_correlation,
    svm_scorer,
    taste_scorer,
)
from models.movies.evaluate_list import measure_lists
from models.movies.franchises import FRANCHISES
from models.movies.library import Library
from models.movies.neighbours import Neighbours
from models.movies.reputation import prominence_of_unseen_films
from models.movies.taste import TasteModel


def taste_figures(embeddings: Embeddings, judges: Sequence[Judge]) -> dict[str, Any]:
    """Return the taste protocol's figures, beside those of simpler ways to score."""
    if not judges:
        return {}
    model = TasteModel(embeddings)
    links, nothing = embeddings.link_numbers.astype(np.float64), model.fit([], []).distances
    return {
        "taste": by_size(measure_taste(judges, taste_scorer(model))),
        "taste_otherwise": {
            "links": by_size(measure_taste(judges, lambda _likes, _dislikes: links)),
            "prominence": by_size(measure_taste(judges, lambda _likes, _dislikes: embeddings.prominence)),
            "average_taste": by_size(measure_taste(judges, lambda _likes, _dislikes: nothing)),
            "no_prior": by_size(measure_taste(judges, svm_scorer(embeddings.vectors[:, :-1]))),
            "likes_only": by_size(measure_taste(judges, lambda likes, _: model.fit(likes, []).distances)),
            "dislikes_only": by_size(measure_taste(judges, lambda _, bad: model.fit([], bad).distances)),
        },
    }


def prominence_figures(
    catalogue: Catalogue, embeddings: Embeddings, stars: Stars, seed: int
) -> dict[str, Any]:
    """Return rank correlations with how many of the people reported on rated a film that any of them did."""
    films = len(catalogue.films)
    theirs = audience_of(part_of(stars, Part.REPORT), films).rated
    learned = audience_of(part_of(stars, Part.CHOOSE), films)
    some = theirs > 0
    ways: dict[str, NDArray[np.generic]] = {
        "prominence": embeddings.prominence,
        "film_unseen": prominence_of_unseen_films(catalogue, learned, seed),
        "links": np.diff(catalogue.pointers),
        "other_people": learned.rated,
    }
    return {
        "prominence_rank_correlation": {
            way: round(float(rank_correlation(scores[some], theirs[some])), 4) for way, scores in ways.items()
        }
    }


def list_figures(embeddings: Embeddings, stars: Stars) -> dict[str, Any]:
    """Return the list protocol's figures by method and number of ratings."""
    found: dict[str, dict[str, Any]] = {}
    for score in measure_lists(Library(embeddings), stars):
        found.setdefault(score.method, {})[str(score.n)] = {
            "rated": round(score.rated, 4),
            "liked": round(score.liked, 4),
            "liked_of_judged": round(score.liked_of_judged, 4),
        }
    return {"list": found}


def franchise_figures(embeddings: Embeddings) -> dict[str, float]:
    """Return franchise recall of the vectors alone and of the search for similar films."""
    near = Neighbours(embeddings)
    pages = embeddings.pages
    return {
        "vectors": franchise_recall(pages, nearest_by_cosine(embeddings.vectors), FRANCHISES),
        "similar": franchise_recall(pages, lambda row, n: [x.index for x in near.films(row, n)], FRANCHISES),
    }


def by_size(scores: Sequence[TasteScore]) -> dict[str, float]:
    """Return the AUC by the number of likes and dislikes, without sizes that no user has."""
    return {str(score.n): round(score.auc, 4) for score in scores if score.users}
