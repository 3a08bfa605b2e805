"""Hardened processes, forked from a warm interpreter: the trusted side of `child/forkserver.py`."""

import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from grader.errors import HostError
from grader.model import Assignment, Isolation, Protection
from grader.sandbox import host, protections
from grader.sandbox.child import jail
from grader.sandbox.child.tree import Packer, Unpacker, WireError
from grader.sandbox.child.wire import Channel, deadline
from grader.sandbox.core import OneCore
from grader.sandbox.interrupts import uninterrupted
from grader.sandbox.process import BOOTSTRAP, environment
from grader.sandbox.remove import remove_tree
from grader.sandbox.temporary import TemporaryFolder
from grader.sandbox.toolchain import visible_tools

SETUP_SECONDS = 120.0
CONTROL_SECONDS = 30.0
CONTROL_BYTES = 1 << 20
HOME_BYTES = 256 << 20
FAILED = {
    "setup": "the fork server can't import what [child] `preload` lists, or enter its jail",
    "spawn": "the fork server can't start a process for student code",
    "reap": "the fork server can't end a process of student code",
}
PROCESS_CPU = 2
"""With a process id in the bits above: the clock of that process (clock_getcpuclockid(3))."""
FIRST_UID = 2_000_000_000


class ForkedProcess:
    """A worker that the fork server forked."""

    def __init__(self, server: "ForkServer", pid: int, channel: Channel, home: str) -> None:
        """home: its folder on this host, "" where a private mount goes with the process."""
        self.server = server
        self.pid = pid
        self.channel = channel
        self.home = home
        self.ended: tuple[int, float] | None = None

    def cpu_seconds(self) -> float | None:
        """User and system seconds from the kernel's own books."""
        try:
            return time.clock_gettime((~self.pid << 3) | PROCESS_CPU)
        except OSError:
            return None

    def end(self) -> tuple[int, float]:
        """Kill it and ask the server how it ended."""
        if self.ended is None:
            with uninterrupted():  # half a question would leave its answer to the next one
                self.channel.close()
                told = self.server.request("reap", self.pid)
                self.ended = int(told["status"]), float(told["seconds"])
                if self.home:
                    remove_tree(self.home)
        return self.ended


class ForkServer:
    """The trusted side of `child/forkserver.py`."""

    def __init__(
        self,
        assignment: Assignment,
        hidden_from_child: tuple[Path, ...] = (),
        compilers: bool = False,
    ) -> None:
        """Start the interpreter that the manifest names and let it enter its jail.

        hidden_from_child: folders that must not lie in what the child may read.
        compilers: its processes see compilers and start them, and run no Python of a student's.
        Raises HostError where interpreter, packages or protections are missing.
        """
        self.assignment, self.hidden, self.compilers = assignment, hidden_from_child, compilers
        self.second: ForkServer | None = None
        self.ruleset = -1
        self.server: subprocess.Popen[bytes] | None = None
        self.count = 0
        self.core = OneCore()
        self.temporary = TemporaryFolder()
        self.folder = self.temporary.path
        try:
            self._set_up()
        except BaseException:
            self.close()
            raise

    def _set_up(self) -> None:
        (self.folder / "root").mkdir()
        (self.folder / "home" / "student").mkdir(parents=True)
        self.folder.chmod(0o711)
        child = self.assignment.child
        interpreter = host.interpreter(child.python)
        visible = host.visible_paths(interpreter)
        if self.compilers:
            visible += visible_tools(self.assignment.programs)
        host.refuse_overlap(visible, self.hidden)
        self.ruleset = protections.file_ruleset(visible, jail.DEVICES, self.folder / "home")
        allowed = protections.COMPILING if self.compilers else ()
        self.filter = protections.system_call_filter(allowed)
        self.run_filter = self.filter and protections.system_call_filter(protections.RUNNING)
        config = {
            "preload": [] if self.compilers else list(child.preload),
            "packages": [] if self.compilers else list(child.packages),
            "visible": visible,
            "root": str(self.folder / "root"),
            "home": str(self.folder / "home"),
            "ruleset": self.ruleset,
            "filter": self.filter,
        }
        told = self._start(interpreter, dict(config, jail=True))
        self.problem = str(told["jail"])
        if self.problem:  # this kernel or container has no mounts for us: Landlock must do
            self._stop()
            told = self._start(interpreter, dict(config, jail=False))
            (self.folder / "home" / "student").rmdir()  # made anew for each process
        if told["missing"]:
            raise HostError(
                f"{interpreter.path} lacks the packages {', '.join(told['missing'])} that the "
                "assignment lists: install them there, or name another interpreter in [child]"
            )
        self.python, self.numpy = str(told["python"]), str(told["numpy"])
        self.jailed = not self.problem
        self.isolation = Isolation(level="full", protections=self._protections())

    def _start(self, interpreter: host.Interpreter, config: dict[str, Any]) -> dict[str, Any]:
        ours, theirs = socket.socketpair()
        self.control = Channel(ours)
        keep = [theirs.fileno()] + ([self.ruleset] if self.ruleset >= 0 else [])
        script = [interpreter.path, "-s", "-S", "-B", str(BOOTSTRAP)]
        with uninterrupted():
            self.server = subprocess.Popen(
                [*script, "forkserver", str(theirs.fileno()), *interpreter.packages_at],
                env=environment(),
                pass_fds=keep,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        theirs.close()
        told: dict[str, Any] = self.request("setup", config, seconds=SETUP_SECONDS)
        return told

    def request(
        self, op: str, *args: Any, files: tuple[int, ...] = (), seconds: float = CONTROL_SECONDS
    ) -> Any:
        """Ask the server; HostError when it can't do it or is gone."""
        packer = Packer(_not_plain)
        try:
            tree = packer.pack(args)
            self.control.send({"op": op, "args": tree}, packer.buffers, files)
            message, buffers = self.control.receive(CONTROL_BYTES, deadline(seconds))
        except WireError as error:
            raise HostError(f"the fork server is gone ({error}){self._last_words()}") from None
        unpacker = Unpacker(buffers, _no_handle)
        if "failed" in message:
            raise HostError(f"{FAILED[op]}: {unpacker.unpack(message['failed'])}")
        return unpacker.unpack(message["value"])

    def _last_words(self) -> str:
        if self.server is None or self.server.stderr is None or self.server.poll() is None:
            return ""
        text = self.server.stderr.read().decode("utf-8", "replace").strip()
        return f": {text.splitlines()[-1]}" if text else ""

    def start(self, limits: dict[str, Any]) -> ForkedProcess:
        """Fork a hardened worker."""
        self.count += 1
        root = os.geteuid() == 0
        uid = (
            FIRST_UID + (os.getpid() << 8) % (1 << 26) + self.count % 256 if root else os.geteuid()
        )
        gid = uid if root else os.getegid()
        home = self._home(uid, gid) if not self.jailed else ""
        ours, theirs = socket.socketpair()
        try:
            request = dict(limits, uid=uid, gid=gid, home=home, home_bytes=HOME_BYTES)
            with uninterrupted():  # as above
                pid = int(self.request("spawn", request, files=(theirs.fileno(),)))
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return ForkedProcess(self, pid, Channel(ours), home)

    def _home(self, uid: int, gid: int) -> str:
        """A fresh folder in place of a private mount, where mounts can't be had."""
        base = self.folder / "home" / "student"
        if base.exists():  # another process of the same submission runs
            base = base.with_name(f"student{self.count}")
        try:
            base.mkdir(mode=0o700)
            if os.geteuid() == 0:
                os.chown(base, uid, gid)
        except OSError as error:
            raise HostError(f"{base} can't be made for a submission: {error}") from None
        return str(base)

    def with_compilers(self) -> "ForkServer":
        """A second server, whose processes may start compilers and compiled programs.

        Started when first needed. Raises HostError where this host can't isolate them.
        """
        if self.second is None:
            self.second = type(self)(self.assignment, self.hidden, compilers=True)
        lacking = [
            p.name
            for p in self.second.isolation.protections
            if p.name in ("file system", "network", "system calls") and not p.on
        ]
        if lacking:
            raise HostError(
                f"this host can't isolate programs in Java and C++ ({', '.join(lacking)}): they "
                "need seccomp (pyseccomp) beside what Python needs; `grader doctor` tells what is "
                "there"
            )
        return self.second

    def _protections(self) -> tuple[Protection, ...]:
        jail_by = "mount namespace" if self.jailed else ""
        landlock = "Landlock" if self.ruleset >= 0 else ""
        seccomp = "seccomp" if self.filter else ""
        namespaces = "namespaces" if self.jailed else ""
        user = "another user id" if os.geteuid() == 0 else "user namespace" * self.jailed
        return tuple(
            Protection(name=name, on=any(means), by=", ".join(m for m in means if m))
            for name, means in (
                ("file system", (jail_by, landlock)),
                ("network", (namespaces and "network namespace", seccomp)),
                ("processes", (namespaces and "process namespace", seccomp)),
                ("system calls", (seccomp,)),
                ("user", (user, "no capabilities, no new privileges")),
                ("limits", ("CPU, wall time, memory, file size, open files, output",)),
            )
        )

    def _stop(self) -> None:
        if self.server is None:
            return
        self.control.close()  # the server ends its children and itself
        try:
            self.server.wait(CONTROL_SECONDS)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        if self.server.stderr is not None:
            self.server.stderr.close()
        self.server = None

    def close(self) -> None:
        """End the server with its children and remove the temporary folder."""
        with uninterrupted():
            if self.second is not None:
                self.second.close()
                self.second = None
            self._stop()
            self.core.release()
            if self.ruleset >= 0:
                os.close(self.ruleset)
                self.ruleset = -1
            self.temporary.close()


def _not_plain(value: Any) -> Any:
    raise TypeError(f"{type(value).__name__} is no plain data")


def _no_handle(number: int, kind: str) -> Any:
    raise WireError("a handle came where none may come")
