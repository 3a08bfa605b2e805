"""Forks a hardened process for each submission from one warm interpreter.

The server never runs student code. Over its control socket it takes three requests: `setup` once
(imports, jail), `spawn` (with the worker's socket as a passed descriptor) and `reap` (kill, wait,
tell how it ended). Each process is forked twice, because the first one of a new process namespace
must be a child of whoever left the old one; as subreaper the server becomes its parent again.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import signal
import socket
import struct
import sys
from typing import Any, Dict, List

from grader.sandbox.child import harden, jail, kernel, worker
from grader.sandbox.child.tree import Packer, Unpacker
from grader.sandbox.child.wire import Channel, Closed

NAMESPACES = (
    kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
)
ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "LANG", "MPLBACKEND", "MPLCONFIGDIR")
CONTROL_BYTES = 16 << 20
GO = b"go"
READY = b"ready"
MOST_WORDS = 1000


class ForkServer:
    """State of the server: its configuration and the processes it is the parent of."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.config: Dict[str, Any] = {}
        self.jailed = False
        self.mapped = 0
        self.children: List[int] = []

    def serve(self) -> None:
        """Answer control requests until the trusted process is gone, then end every child."""
        while True:
            try:
                message, buffers = self.channel.receive(CONTROL_BYTES)
            except Closed:
                break
            args = Unpacker(buffers, _no_handle).unpack(message["args"])
            try:
                reply = {"value": getattr(self, "_op_" + message["op"])(*args)}
            except (OSError, ImportError) as error:
                reply = {"failed": f"{type(error).__name__}: {error}"}
            packer = Packer(_no_export)
            self.channel.send({k: packer.pack(v) for k, v in reply.items()}, packer.buffers)
        for pid in self.children:
            os.kill(pid, signal.SIGKILL)

    def _op_setup(self, config: Dict[str, Any]) -> Dict[str, Any]:
        """Import what submissions need, measure, and go to jail if the kernel lets us."""
        self.config = config
        for name in ["numpy", *config["preload"]]:
            importlib.import_module(name)
        missing = [name for name in config["packages"] if importlib.util.find_spec(name) is None]
        self.mapped = _mapped_bytes()
        _die_first()
        version = sys.modules["numpy"].__version__
        problem = self._enter_jail() if config["jail"] else "not asked for"
        for name in list(os.environ):
            if name not in ENVIRONMENT:
                del os.environ[name]
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        gc.collect()
        gc.freeze()
        return {
            "jail": problem,
            "missing": missing,
            "numpy": version,
            "python": sys.version.split()[0],
        }

    def _enter_jail(self) -> str:
        try:
            jail.enter(self.config)
        except (OSError, KeyError) as error:
            return f"{type(error).__name__}: {error}"
        self.jailed = True
        return ""

    def _op_spawn(self, limits: Dict[str, Any]) -> int:
        """Fork a worker on the passed socket; its process id as this server sees it.

        Raises OSError where the worker could not be hardened: the host's fault, not a student's.
        """
        (number,) = self.channel.take_files()
        ours, theirs = socket.socketpair()
        with ours:
            middle = os.fork()
            if not middle:
                self._middle(number, theirs, limits)
            os.close(number)
            theirs.close()
            data = ours.recv(4)
            os.waitpid(middle, 0)
            if len(data) < 4:
                raise OSError(0, "the worker's process could not be forked")
            (pid,) = struct.unpack("<i", data)
            self.children.append(pid)
            ours.sendall(GO)
            told = ours.recv(MOST_WORDS)
        if told != READY:
            self._op_reap(pid)
            raise OSError(0, f"the worker's process could not be hardened: {told.decode()}")
        return int(pid)

    def _middle(self, number: int, server: socket.socket, limits: Dict[str, Any]) -> None:
        status = 1
        try:
            if self.jailed:
                kernel.unshare(NAMESPACES)
            pid = os.fork()
            if not pid:
                self._become_worker(number, server, limits)
            server.sendall(struct.pack("<i", pid))
            status = 0
        finally:
            os._exit(status)

    def _become_worker(self, number: int, server: socket.socket, limits: Dict[str, Any]) -> None:
        try:
            # A signal on the parent's death is asked for below, and the middle process is still the
            # parent: only when the server has seen it end is the server itself the parent.
            server.recv(len(GO))
            try:
                self._harden(number, server.fileno(), limits)
            except BaseException as error:
                server.sendall(f"{type(error).__name__}: {error}".encode()[:MOST_WORDS])
                raise
            channel = Channel(socket.socket(fileno=number), takes_files=True)
            self.channel.sock.detach()
            server.sendall(READY)
            server.close()
            worker.run(channel, limits)
        finally:
            os._exit(70)

    def _harden(self, number: int, server: int, limits: Dict[str, Any]) -> None:
        os.setsid()
        uid, gid = limits["uid"], limits["gid"]
        if self.jailed:
            jail.private_home(uid, gid, limits["home_bytes"])
            socket.sethostname("localhost")
            home = jail.HOME
        else:
            home = limits["home"]
        os.chdir(home)
        os.environ.update(HOME=home, TMPDIR=home, MPLCONFIGDIR=home)
        ruleset: int = self.config["ruleset"]
        harden.close_all_but([number, server, *([ruleset] if ruleset >= 0 else [])])
        harden.limit(limits, self.mapped)
        harden.drop_rights(uid, gid)
        if ruleset >= 0:
            kernel.restrict_files(ruleset)
            os.close(ruleset)
        if self.config["filter"]:
            kernel.filter_calls(self.config["filter"])
        for name in ("os", "numpy"):  # an interpreter in a private folder can't be read any more,
            os.stat(str(sys.modules[name].__file__))  # and right code would fail at an import

    def _op_reap(self, pid: int) -> Dict[str, Any]:
        """Kill a worker, wait for it and tell how it ended.

        One that had ended by itself is killed in vain: its status stays what it was.
        """
        if pid not in self.children:
            raise OSError(0, "no such worker")
        os.kill(pid, signal.SIGKILL)
        _, status, usage = os.wait4(pid, 0)
        self.children.remove(pid)
        return {"status": status, "seconds": usage.ru_utime + usage.ru_stime}


def _die_first() -> None:
    """Let a host that runs out of memory end student code, not the grader or a neighbour."""
    try:
        with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
            file.write("1000")
    except OSError:
        pass  # a container may forbid it: the limits must do then


def _mapped_bytes() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _no_handle(number: int, kind: str) -> Any:
    raise ValueError("no handles here")


def _no_export(value: Any) -> Any:
    raise TypeError(type(value).__name__)


def main(address: str) -> None:
    """Serve on the inherited descriptor that the operand names."""
    ForkServer(Channel(socket.socket(fileno=int(address)), takes_files=True)).serve()
