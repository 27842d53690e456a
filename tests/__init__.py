"""The tests, run by as many processes as there are processors: each computes with one thread.

With more, the threads of OpenBLAS and torch wait for each other, and keep the processors busy with waiting.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # read once, when NumPy and torch are imported
    os.environ.setdefault(variable, "1")
