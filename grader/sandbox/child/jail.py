"""The file system that student code sees: the interpreter and its packages, read-only, no more.

Entered once by the fork server. A tmpfs becomes the root; what the child needs is bound into it;
the host's files are gone. `/home/student` is where each submission gets a tmpfs of its own.
"""

from __future__ import annotations

import os
from typing import Any, Dict, List

from grader.sandbox.child import kernel

HOME = "/home/student"
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
READ_ONLY = kernel.MS_RDONLY | kernel.MS_NOSUID


def enter(config: Dict[str, Any]) -> None:
    """Build the jail in `config["root"]` and make it this process's root.

    config: root and home (empty folders on the host), visible (paths to bind read-only).
    Raises OSError where the kernel forbids a step.
    """
    flags = kernel.CLONE_NEWNS
    uid, gid = os.geteuid(), os.getegid()
    if uid != 0:
        flags |= kernel.CLONE_NEWUSER
    kernel.unshare(flags)
    if uid != 0:
        _map_ids(uid, gid)
    kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_PRIVATE)
    root = config["root"]
    kernel.mount("tmpfs", root, "tmpfs", kernel.MS_NOSUID, "size=1m,mode=0755")
    for path in _outermost(config["visible"]):
        if _bind(path, root + path):
            kernel.restrict_mount(root + path, READ_ONLY | kernel.MS_NODEV, recursive=True)
    for path in DEVICES:
        _bind(path, root + path)
        kernel.restrict_mount(root + path, READ_ONLY | kernel.MS_NOEXEC, recursive=False)
    _bind(config["home"], root + os.path.dirname(HOME))
    kernel.pivot_root(root)
    kernel.restrict_mount(os.path.dirname(HOME), READ_ONLY | kernel.MS_NODEV, recursive=False)
    kernel.restrict_mount("/", READ_ONLY | kernel.MS_NODEV, recursive=False)


def private_home(uid: int, gid: int, size: int) -> None:
    """Mount an empty writable folder at HOME, visible in this mount namespace alone."""
    options = f"size={size},nr_inodes=10000,mode=0700,uid={uid},gid={gid}"
    kernel.mount("tmpfs", HOME, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, options)


def _map_ids(uid: int, gid: int) -> None:
    for name, content in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {uid} 1"),
        ("gid_map", f"{gid} {gid} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(content)


def _outermost(paths: List[str]) -> List[str]:
    kept: List[str] = []
    for path in sorted(paths, key=len):
        inside = any(path == other or path.startswith(other + "/") for other in kept)
        if not inside:
            kept.append(path)
    return kept


def _bind(source: str, target: str) -> bool:
    """Show a path of the host at the target; False for a link, which is only made again."""
    if os.path.islink(source):
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.symlink(os.readlink(source), target)
        return False
    if os.path.isdir(source):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb"):
            pass
    kernel.mount(source, target, "none", kernel.MS_BIND | kernel.MS_REC)
    return True
