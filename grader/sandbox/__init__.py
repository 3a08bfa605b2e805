"""The only place where student code runs.

Theory of operation. Two processes, one direction. The trusted process holds reference, hidden
tests, expected values and score; a child holds the student's code and never sees any of them: not
on disk (its root holds the interpreter and an empty folder), not in memory (it is forked from a
server that never loaded them), not in its environment (empty). `session` asks the child over the
`child.wire`, one request at a time, on a clock that counts the child's own CPU seconds; `proxy`
makes that look like calls and attributes to a test; `told` reads what it says about failures.
`forked` starts hardened children from one warm interpreter, `plain` starts unprotected ones where a
student checks their own work. `temporary` makes folders that are gone with the run, and
`interrupts` lets a signal wait where it would leave one behind. `protections` prepares Landlock and
seccomp once, `host` finds the interpreter and decides what of this host a child may read. `shared`
hands over large arrays as files, `clock` decides when student code has had its time, `core` keeps
the two processes, which take turns, on one processor core. `programs` runs what students hand in as
a program (`handed` finds it): Python in a process of its own (`once`), Java and C++ under a second
server that may start compilers (`compiled`, `toolchain`). Everything a child says is a claim of the
student's: typed, bounded, never run.
"""
