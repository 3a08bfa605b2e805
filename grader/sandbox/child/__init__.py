"""The half of the sandbox that runs beside student code.

Everything here needs only the standard library and numpy and runs on Python 3.9 or newer, because
a course may pin an older interpreter for its students than the grader uses. It is loaded by
`bootstrap.py` without the rest of the toolkit, and nothing in it knows a reference, a hidden test
or an expected value.

The order of events: `bootstrap` starts a fresh interpreter; `forkserver` imports numpy once, enters
the `jail`, and forks a process for each submission; `harden` takes every right from that process;
`worker` then loads the submission (`loader`) and answers the trusted process's calls (`wire`), or
runs one program (`program`, `compiled`) in a folder that `place` fills and reads.
"""
