"""new processes, signals to everybody, and system calls that change the host"""

import numpy as np

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time

TRIED = {}


def attempt(name, action, *args):
    try:
        TRIED[name] = repr(action(*args))[:100]
    except BaseException as error:
        TRIED[name] = type(error).__name__


def fork():
    pid = os.fork()
    if pid == 0:
        while True:
            time.sleep(1)


attempt("fork", fork)
attempt("forkpty", lambda: os.forkpty())
attempt("run", subprocess.run, ["/bin/sh", "-c", "id; sleep 100 &"])
attempt("system", os.system, "touch /tmp/planted; (sleep 100; echo late) &")
attempt("spawn", lambda: os.posix_spawn("/bin/sh", ["sh"], {}))
attempt("kill all", os.kill, -1, 9)
attempt("kill group", os.killpg, 0, 9)
attempt("kill parent", os.kill, os.getppid(), 9)
attempt("kill init", os.kill, 1, 9)
attempt("nice", os.nice, -20)
attempt("setuid", os.setuid, 0)
attempt("chroot", os.chroot, ".")
LIBC = ctypes.CDLL(None, use_errno=True)
for number, *args in ((101, 16, 1, 0, 0), (165, 0, 0, 0, 0, 0), (272, 0x10000000), (425, 8, 0),
                      (319, 0, 0), (321, 0, 0, 0), (435, 0, 0), (56, 17, 0, 0, 0, 0), (57,), (58,),
                      (434, 1, 0), (308, 0, 0), (155, 0, 0), (169, 0, 0, 0, 0)):
    attempt(f"call {number}", LIBC.syscall, number, *args)


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
