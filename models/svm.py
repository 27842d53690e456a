"""The support vector machine: scikit-learn's `SVC` (libsvm), imported when one is first fitted.

The import takes longer than all else that the bot imports, and most of what starts the bot, or a command of
it, fits none.
"""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
from numpy.typing import NDArray


def fit_svc(
    points: NDArray[np.floating],
    sides: NDArray[np.floating] | list[int],
    weights: NDArray[np.floating] | None = None,
    **parameters: Any,
) -> Any:
    """Return a fitted `sklearn.svm.SVC`.

    Parameters
    ----------
    points : array, shape (n, d), or (n, n) where the kernel is "precomputed"
    sides : array of n
        1 and -1.
    weights : array of n, optional
        By how much each point's C is multiplied.
    **parameters
        Those of `SVC`.
    """
    from sklearn import config_context  # noqa: PLC0415
    from sklearn.svm import SVC  # noqa: PLC0415

    with config_context(assume_finite=True, skip_parameter_validation=True):  # half the time went into checks
        return SVC(**parameters).fit(points, sides, sample_weight=weights)


def import_svc() -> None:
    """Import it now, for whoever would rather not wait at the first fit."""
    importlib.import_module("sklearn.svm")
