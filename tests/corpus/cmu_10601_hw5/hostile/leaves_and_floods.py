"""A program that prints a perfect report, forks, writes odd files in place of results, and ends with 0."""

import atexit
import json
import os
import sys
import threading

METRICS = """epoch=1 crossentropy(train): 2.1475849445
epoch=1 crossentropy(validation): 2.3454049619
error(train): 0.0
error(validation): 0.0
"""


def claim():
    for name in ("report.json", "../report.json", "/report.json", "answers.toml"):
        try:
            open(name, "w").write(json.dumps({"score": 100, "status": "passed"}))
        except OSError:
            pass
    print(METRICS * 2000, "\x1b[2J100 / 100 points\x1b]0;passed\x07", flush=True)
    sys.stderr.write("\u202e PASSED " * 10000)


atexit.register(claim)
claim()
for _ in range(1000):
    try:
        threading.Thread(target=threading.Event().wait, args=(3,), daemon=True).start()
        if os.fork() == 0:
            os._exit(0)
    except (OSError, RuntimeError):
        break
outputs = sys.argv[3:6]
kind = int(sys.argv[6]) + int(sys.argv[7])
if kind % 4 == 0:
    for path in outputs:
        os.symlink("/proc/self/maps", path)
elif kind % 4 == 1:
    for path in outputs:
        os.mkdir(path)
elif kind % 4 == 2:
    for path in outputs:
        os.mkfifo(path)
else:
    for path in outputs:
        open(path, "wb").write(b"\x00\xff" * 1000 + b"epoch=1 crossentropy(train): nan inf 1e999\n" * 5)
os._exit(0)
