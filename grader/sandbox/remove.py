"""Removes what student code left behind, even where it did its best to keep it."""

import os
import shutil
from pathlib import Path


def remove_tree(folder: Path | str) -> None:
    """Remove a folder and all in it. No process of the student's may run any more.

    A folder without rights would stop an unprivileged user's own clean-up, so rights are given back
    first. Links are removed, never followed. Raises OSError where something stays, for example a
    file of another user.
    """
    os.chmod(folder, 0o700)
    for at, names, _ in os.walk(folder):  # from the top: a folder is opened before it is entered
        for name in names:
            path = os.path.join(at, name)
            if not os.path.islink(path):
                os.chmod(path, 0o700)
    shutil.rmtree(folder)
