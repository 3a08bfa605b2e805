"""Slips: single changes of a student's function, one of which may make a failed check pass.

What was wrong is then known from the student's own code: at this line, of this kind. The changes
are made in a syntax tree and undone again; nothing is run here. `runner.mending` plays them.
"""

from grader.diagnosis.slips.order import Slip, slips

__all__ = ["Slip", "slips"]
