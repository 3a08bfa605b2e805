"""Processes without isolation, for a student's own run, on any platform."""

import os
import secrets
import socket
import subprocess
from pathlib import Path
from typing import Any

from grader.errors import HostError
from grader.model import Assignment, Isolation
from grader.sandbox import host
from grader.sandbox.child.tree import Packer
from grader.sandbox.child.wire import Channel
from grader.sandbox.interrupts import uninterrupted
from grader.sandbox.process import BOOTSTRAP, environment
from grader.sandbox.temporary import TemporaryFolder

START_SECONDS = 60.0


class PlainProcess:
    """A fresh interpreter that runs student code as whoever started the grader."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", channel: Channel, folder: TemporaryFolder
    ) -> None:
        self.process = process
        self.channel = channel
        self.folder = folder

    def cpu_seconds(self) -> float | None:
        """Unknown: wall time counts."""
        return None

    def end(self) -> tuple[int, float]:
        """Kill it; its wait status in the form of os.wait."""
        with uninterrupted():
            self.channel.close()
            code = _ended(self.process)
            self.folder.close()
        return (-code if code < 0 else code << 8), 0.0


class PlainLauncher:
    """Starts plain processes and lets them connect over loopback, with a token."""

    def __init__(self, assignment: Assignment) -> None:
        self.interpreter = host.interpreter(assignment.child.python)
        self.preload = list(assignment.child.preload)
        self.isolation = Isolation(level="none")
        self.run_filter = b""
        self.python, self.numpy = self.interpreter.python, self.interpreter.numpy

    def start(self, limits: dict[str, Any]) -> PlainProcess:
        """A fresh interpreter with nothing loaded."""
        folder = TemporaryFolder()
        home = folder.path / "home"
        home.mkdir()
        process: subprocess.Popen[bytes] | None = None
        try:
            with socket.create_server(("127.0.0.1", 0), backlog=1) as listener:
                with uninterrupted():
                    process = self._process(_port(listener), home)
                channel = Channel(self._connected(listener, process))
            packer = Packer(lambda value: None)
            tree = packer.pack(dict(limits, home=str(home), preload=self.preload))
            channel.send({"args": tree}, packer.buffers)
        except BaseException:
            with uninterrupted():
                if process is not None:
                    _ended(process)
                folder.close()
            raise
        return PlainProcess(process, channel, folder)

    def _process(self, port: int, home: Path) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self.interpreter.path, "-s", "-B", str(BOOTSTRAP), "worker", str(port)],
            env={**environment(), **_system_variables()},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
        )

    def _connected(
        self, listener: socket.socket, process: "subprocess.Popen[bytes]"
    ) -> socket.socket:
        token = secrets.token_hex(16)
        if process.stdin is not None:
            process.stdin.write(token.encode("ascii") + b"\n")
            process.stdin.close()
        listener.settimeout(START_SECONDS)
        try:
            sock, _ = listener.accept()
            sock.settimeout(START_SECONDS)
            shown = sock.recv(len(token), socket.MSG_WAITALL)
        except OSError as error:
            raise HostError(f"the process for student code doesn't start: {error}") from None
        if not secrets.compare_digest(shown, token.encode("ascii")):
            sock.close()
            raise HostError("a stranger connected in place of the process for student code")
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return sock

    def with_compilers(self) -> "PlainLauncher":
        """The same: its processes may do what whoever started the grader may."""
        return self

    def close(self) -> None:
        """Nothing is left when each process was ended."""


def _ended(process: "subprocess.Popen[bytes]") -> int:
    process.kill()
    return process.wait()


def _port(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def _system_variables() -> dict[str, str]:
    """Without these no interpreter starts on Windows."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
