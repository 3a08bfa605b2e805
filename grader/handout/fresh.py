"""Is the checked-in template what the reference gives today?"""

import difflib
import tempfile
from pathlib import Path

from grader.handout.build import build
from grader.handout.plan import files, relative
from grader.model import CourseAssignment

_SHOWN = 20  # lines of a difference that are worth reading before building anew


def check_fresh(assignment: CourseAssignment, template: Path) -> list[str]:
    """What differs between a fresh handout and the folder `template`; [] when nothing does.

    One entry for each missing, extra or differing file, the last with a short unified diff.
    Raises what `build` raises.
    """
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / assignment.spec.id
        build(assignment, made)
        wanted = {relative(path, made): path.read_bytes() for path in files(made)}
    present = {relative(path, template): path.read_bytes() for path in files(template)}
    found = []
    for name in sorted(wanted.keys() | present.keys()):
        if name not in present:
            found.append(f"{template / name}: missing")
        elif name not in wanted:
            found.append(f"{template / name}: extra, no part of the handout")
        elif wanted[name] != present[name]:
            difference = _difference(present[name], wanted[name])
            found.append(f"{template / name}: differs from a fresh handout\n{difference}")
    return found


def _difference(old: bytes, new: bytes) -> str:
    """A unified diff of at most `_SHOWN` lines; every byte that isn't plain text is escaped."""
    lines = list(
        difflib.unified_diff(
            _printable(old), _printable(new), "template", "fresh", lineterm="", n=1
        )
    )
    if len(lines) > _SHOWN:
        lines[_SHOWN:] = [f"... {len(lines) - _SHOWN} more lines"]
    return "\n".join(lines)


def _printable(content: bytes) -> list[str]:
    text = content.decode("utf-8", errors="backslashreplace")
    return [
        "".join(c if c.isprintable() or c == "\t" else ascii(c)[1:-1] for c in line)
        for line in text.split("\n")
    ]
