"""Finds a Chromium for the page's tests, or installs one: `python -m testbed.browser`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
"""How a browser is started that nobody looks at."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of a browser that stands on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110  a Path would only be made to ask this


def install() -> None:
    """Install Chromium: from the system's packages where we may, else playwright's own build."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find() is None:
        print("Installing Chromium for the page's tests (once) ...")
        install()
