"""sockets of every family, a name look-up and a web request"""

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


attempt("inet", socket.socket, socket.AF_INET)
attempt("inet6", socket.socket, socket.AF_INET6)
attempt("datagram", socket.socket, socket.AF_INET, socket.SOCK_DGRAM)
attempt("unix", socket.socket, socket.AF_UNIX)
attempt("netlink", socket.socket, socket.AF_NETLINK)
attempt("packet", socket.socket, socket.AF_PACKET, socket.SOCK_RAW)
attempt("connect", socket.create_connection, ("127.0.0.1", 22), 1)
attempt("resolve", socket.getaddrinfo, "example.org", 80)


def abstract():
    sock = socket.socket(socket.AF_UNIX)
    sock.connect("\0/tmp/.X11-unix/X0")


def web():
    import urllib.request

    return urllib.request.urlopen("http://example.org", timeout=1).read(10)


attempt("abstract", abstract)
attempt("web", web)


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
