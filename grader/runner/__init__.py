"""Runs an assignment's checks against submissions and makes a `Report` of each.

Theory of operation. Checks are pytest tests. `plugin` gives them their fixtures and turns what
pytest saw into an `Outcome`; it works the same under plain pytest and under `grader run`. There,
`collect` lets pytest collect the tests once, and every submission runs the same items again with
fresh fixtures. `bench` holds what is shared by all submissions of an assignment (items, fork
server, reference, data), grades one at a time and gives a Report; `many` spreads a class over
processes. `feedback` alone decides which status an exception becomes and what of it a student may
read; `score` adds up.
"""
