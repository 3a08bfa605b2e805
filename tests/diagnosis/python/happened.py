"""What Python itself raises in a piece of code, and what is said of it; for tests.

The pieces of code are the tests' own: they are run here.
"""

import warnings

import numpy as np

from grader.diagnosis.python import Code, Piece, Raised, explain_raised

LABEL = "a.py"
MOST_WORDS = 60


def code(source, *others, label=LABEL, **how):
    """A submission of one file, and of others as (path, source)."""
    pieces = [Piece(label, label, source)]
    return Code([*pieces, *(Piece(path, path, text) for path, text in others)], **how)


def raised(source, call="f()", label=LABEL):
    """What running the source, and then the call in it, raises."""
    names = {"np": np, "__name__": "student"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(source, "<student>", "exec"), names)
            eval(call, names)
    except SyntaxError as error:
        return Raised(type(error).__name__, str(error.msg), (label, error.lineno))
    except Exception as error:
        lines, trace = [], error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<student>":
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return Raised(type(error).__name__, str(error), (label, lines[-1]) if lines else None)
    raise AssertionError("nothing was raised")


def finding(source, call="f()", others=(), **how):
    """The finding on what the source raises, its wording looked at; None where there is none."""
    return looked_at(explain_raised(raised(source, call), code(source, *others, **how)))


def forged(source, kind, words, line, quotable=True, **how):
    """The finding on an exception whose text student code chose."""
    told = Raised(kind, words, (LABEL, line) if line else None, quotable)
    return looked_at(explain_raised(told, code(source, **how)))


def looked_at(found):
    """The same finding: every sentence is short, in one line and printable."""
    if found is not None:
        assert found.sentence.isprintable()
        assert all(len(part.split()) <= MOST_WORDS for part in found.sentence.split(". "))
        assert len(found.sentence) <= 600
        assert found.relation.isidentifier()
    return found


def relation(found):
    """The name of a finding, "" for none."""
    return found.relation if found else ""
