"""What the verbs of the command line do: each puts parts together and tells what happened.

Theory of operation. A command finds the course, reads the submission, lets `runner` grade it, lets
`report` write it, and returns the exit code: 0 graded (whatever the score), 1 the submission can't
be read, 2 usage, 3 graded incompletely because of the grader or the host. Errors travel as
`GraderError`; `cli` prints them.
"""
