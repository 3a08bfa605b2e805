"""Views of a `Report`: terminal, HTML, JSON and the table of scores.

Theory of operation. A view knows the `Report` alone and decides nothing: what feedback may say was
decided before the report was made. `report.json` (record.py) is the record itself, and the only
view that can be read back; HTML (html.py), terminal (terminal.py) and grades (grades.py) leave
things out and round numbers. Every text in a report may come from a student, so each view treats
all of it as hostile: `clean_text` (text.py) makes control characters harmless and bounds the
length, then the view's own escaping follows (Jinja2's autoescape, rich's `Text` instead of markup,
a quote before spreadsheet formulas). Words, scores and their explanation are written once, in
words.py, so that the views can't disagree. Files appear whole or not at all (files.py).
"""

from grader.report.files import check_writable
from grader.report.grades import FailedEntry, write_grades
from grader.report.record import read
from grader.report.terminal import show
from grader.report.views import FORMATS, write

__all__ = ["FORMATS", "FailedEntry", "check_writable", "read", "show", "write", "write_grades"]
