"""From a failed check to its cause.

Two sources, then silence: relations between what was expected and what came, which hold for any
array (this package), and known bugs of an assignment. `explain` looks at one wrong result.
"""

from grader.diagnosis.evidence import Evidence, Finding
from grader.diagnosis.explain import explain

__all__ = ["Evidence", "Finding", "explain"]
