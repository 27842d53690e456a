"""What the bot frees goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

SOURCE = """
import threading
import psutil
from bot.allocator import return_freed_memory

def resident():
    return psutil.Process().memory_info().rss

def use():
    for size in (8, 24, 5, 16, 30, 6):
        kept = [b"x" * (size << 20) for _ in range(3)]
        del kept

return_freed_memory()
before = resident()
threads = [threading.Thread(target=use) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
print((resident() - before) >> 20)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="another allocator")
def test_what_threads_have_freed_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", SOURCE], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 16
