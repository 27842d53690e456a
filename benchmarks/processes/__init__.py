"""How far one, two and four processes on one PostgreSQL go: answers a second, and who worked for them.

`python -m benchmarks.processes` prints what `docs/operations.md` has. The offered load rises until one answer
in a hundred takes over a second. Bots, database and test bed share the machine, so the processor time of each
is told apart: what a machine of its own carries is computed from that.
"""
