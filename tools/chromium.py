"""The system's own Chromium for the journeys; Playwright brings none along."""

import os
import shutil

from tools import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",  # Root has no other way to start it; it opens nothing but the site under test.
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str:
    """Where Chromium is (the variable CHROMIUM decides, if given), installed from Debian when it is missing."""
    named = os.environ.get("CHROMIUM", "")
    if named and not shutil.which(named):
        raise debian.Missing(f"CHROMIUM names {named}, which can't be run.")
    return named or debian.command(*NAMES, package="chromium", because="The journeys need Chromium.")
