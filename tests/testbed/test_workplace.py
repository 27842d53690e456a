"""What works in a folder of a run's own ends with the run, also where it is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from testbed.workplace import ROOT, processes_in

PATIENCE_S = 60.0
PROGRAM = """
import subprocess, sys, time
from testbed.workplace import workplace

with workplace("test-") as folder:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], cwd=folder)
    print(folder, flush=True)
    {what}
"""


def test_a_folder_and_what_works_in_it_end_with_who_made_it_killed_or_not() -> None:
    for killed in (True, False):
        program = PROGRAM.format(what="time.sleep(600)" if killed else "")
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-W", "ignore", "-c", program]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout is not None
            folder = Path(run.stdout.readline().strip())
            if killed:
                assert processes_in(folder)
                run.kill()
        end = time.monotonic() + PATIENCE_S
        while folder.exists():
            assert time.monotonic() < end, "it is still there"
            time.sleep(0.02)
        assert not processes_in(folder)
