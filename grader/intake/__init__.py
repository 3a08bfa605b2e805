"""Read what a student handed in, without running any of it.

Theory of operation. `read` takes one path. A `.py` or `.ipynb` is one file; a folder or an archive
is listed first, as `Member`s with a claimed size and a way to load them, and `gather` decides by
name which to load: source files before data, each within its caps, so that a large data file can
never push out the code. `zips` and `tars` stay in memory and follow no link, because a path that is
never written can't leave its folder, and every byte is counted when it arrives, because the sizes
that an archive states are the student's words. Where no source is found, `disguised` takes one with
another suffix, and `nested` opens the archives inside, a few, under the same caps. What was loaded
becomes `Source`s: `text` finds the encoding of a Python file, `notebook` takes the code cells out
of a notebook's JSON, `magics` turns IPython's own syntax into plain Python and keeps every line at
its number. No parser of Python runs here: text that crashes it must crash the child and not the
grader, and the child can still grade what stands above a syntax error. What was mended or left out
becomes a note; what leaves nothing to grade becomes one sentence, `UnreadableSubmission`.
"""

from grader.intake.folder import entries
from grader.intake.names import named_student, student_name
from grader.intake.reading import read

__all__ = ["entries", "named_student", "read", "student_name"]
