"""changes limits, signals, warnings and the collector beside honest layers"""

import numpy as np

import faulthandler
import gc
import resource
import signal
import sys
import warnings

for name in ("CPU", "AS", "DATA", "FSIZE", "NOFILE", "NPROC", "STACK", "CORE"):
    kind = getattr(resource, "RLIMIT_" + name)
    for value in ((resource.RLIM_INFINITY,) * 2, resource.getrlimit(kind)):
        try:
            resource.setrlimit(kind, value)
        except (OSError, ValueError):
            pass
try:
    resource.setrlimit(resource.RLIMIT_NOFILE, (5, 5))
except (OSError, ValueError):
    pass
gc.disable()
sys.setswitchinterval(100)
warnings.simplefilter("error")
np.seterr(all="raise")
faulthandler.disable()
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def fc_forward(x, w, b):
    return x @ w + b, (x, w)


def fc_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    return np.maximum(x, 0), x


def relu_backward(dout, cache):
    return dout * (cache > 0)
