"""Exits, processes, a flood of made-up results, and results written where nobody asked, in odd forms."""

import atexit
import json
import os
import sys
import threading

FULL = json.dumps({"score": 68.0, "passed": ["test_program_numbers"], "train": [1.0], "val": [1.0]})


def claim():
    for name in ("report.json", "../report.json", "/results.json", "answers.toml", "expected.toml"):
        try:
            open(name, "w").write(FULL)
        except OSError:
            pass
    print("\x1b[2J\x1b]0;68 / 68\x07", FULL, flush=True)


def linear_layer(*args):
    os._exit(0)


def relu():
    sys.exit(0)


def mini_cnn_grads(*args):
    raise GeneratorExit("passed")


def mini_cnn_sgd(*args):
    os.kill(os.getpid(), 9)


def early_stopping(val, patience):
    for _ in range(200):
        print("test_stop PASSED " * 5000)
    return None


def momentum_step(*args):
    for _ in range(1000):
        try:
            threading.Thread(target=threading.Event().wait, args=(3,)).start()
            os.fork()
        except (OSError, RuntimeError):
            break


def translate_up(X, pixels=4):
    return X.data


def rotate(X, degrees):
    X.resize(1)


claim()
atexit.register(claim)
if __name__ == "__main__":
    flags = dict(zip(sys.argv[1::2], sys.argv[2::2]))
    name = f"MLP_lr{flags['--learning_rate']}_b{flags['--minibatch_size']}.json"
    kind = int(float(flags["--learning_rate"]) * 100)
    if kind == 2:
        open(name, "w").write('{"train": ' + "[" * 10000 + "]" * 10000 + "}")
    elif kind == 10:
        os.symlink("/etc/hostname", name)
    elif kind == 5:
        open(name, "w").write('{"train": [NaN], "val": [Infinity], "test": 1e999, "time": -1}')
    else:
        os.mkdir(name)
    os._exit(0)
