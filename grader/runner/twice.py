"""Several files of a submission that define the same names: whose count.

The file that the task asks for counts first, unless it lies as it was handed out beside the work of
a student who wrote a notebook, or in another folder or language. Of files with names of their own,
one that is called a copy, an old one or a draft counts behind the others. What was decided is
noted, since it may be a mistake.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from grader.intake.names import shown
from grader.model import CourseAssignment, Source, Submission
from grader.sandbox.handed import COMPILED, SUFFIXES

DEFINED = re.compile(r"^(?:def|class)\s+(\w+)|^(\w+)\s*[:=]", re.MULTILINE)
OLDER = re.compile(r"(?<![a-z])(old|older|backup|bak|draft|copy|kopie|copie|copia)(?![a-z])")
NEWER = re.compile(r"(?<![a-z])(final|finished|submission)(?![a-z])")
VERSION = re.compile(r"(?<![a-z0-9])v(?:ersion)?[ _.-]?(\d{1,4})(?!\d)")
AGAIN = re.compile(r"\((\d{1,4})\)")


def defined(sources: Iterable[Source]) -> set[str]:
    """Names that the sources define at top level, by their text alone: nothing is run."""
    cells = (cell.source for source in sources for cell in source.cells)
    return {first or second for text in cells for first, second in DEFINED.findall(text)}


def behind(assignment: CourseAssignment, submission: Submission) -> Submission:
    """The submission, those files put last whose names count only where no other defines them."""
    expected = {file.path: set(file.names) for file in assignment.spec.files}
    promised: set[str] = set().union(*expected.values())
    untouched = _untouched(assignment, submission)
    worked = [source for source in submission.sources if source.path not in untouched]
    others = [source for source in worked if source.path not in expected]
    rivals = _rivals(others, promised)
    taken = defined(source for source in worked if source.path in expected)
    notes = [_handed_out(path, instead) for path, instead in untouched.items()]
    if len(rivals) > 1 and not promised & defined(rivals) <= taken:
        first, *ignored = (shown(source.path) for source in rivals[:4])
        notes.append(
            f"{first} and {', '.join(ignored)} define the same names: those of {first} "
            "count; hand in one of them if that is the wrong one"
        )
    return replace(
        submission,
        last=(*(source.path for source in rivals[1:]), *untouched),
        untouched=(*untouched,),
        notes=(*submission.notes, *notes),
    )


def work(assignment: CourseAssignment, submission: Submission) -> Submission:
    """The submission without files that one student has beside the work: stubs and copies of it."""
    expected = {file.path: set(file.names) for file in assignment.spec.files}
    spare = {*_untouched(assignment, submission)}
    worked = [source for source in submission.sources if source.path not in spare]
    others = [source for source in worked if source.path not in expected]
    rivals = _rivals(others, set().union(*expected.values()))
    stems = {_stem(source) for source in worked if source.path in expected}
    own = [source for source in rivals[:1] if _stem(source) not in stems]
    stems |= {_stem(source) for source in own}
    spare |= {s.path for s in others if s not in own and _stem(s) in stems}
    return replace(submission, sources=tuple(s for s in submission.sources if s.path not in spare))


def _untouched(assignment: CourseAssignment, submission: Submission) -> dict[str, str]:
    """Expected files, in any folder, that are as they were handed out, each with what counts.

    What counts is another file: of the same name, one that defines what this one should, or the
    program in another language. A file that any line was changed in is a student's.
    """
    names = {_name(file.path): set(file.names) for file in assignment.spec.files}
    scripts = [s for s in submission.sources if not s.notebook and _name(s.path) in names]
    asked = {_name(source.path) for source in scripts}
    if not any(_rival(name, names[name], assignment, submission, ()) for name in asked):
        return {}
    from grader.handout import digest, handed_out  # here: few submissions need these modules

    known = assignment.stubs if assignment.reference is None else handed_out(assignment)
    stubs = {_name(path): value for path, value in known.items()}
    same = {s.path for s in scripts if stubs.get(_name(s.path)) == digest(s.cells[0].source)}
    instead = {name: _rival(name, names[name], assignment, submission, same) for name in asked}
    return {
        s.path: instead[_name(s.path)] for s in scripts if s.path in same and instead[_name(s.path)]
    }


def _rival(
    name: str,
    names: set[str],
    assignment: CourseAssignment,
    submission: Submission,
    same: Collection[str],
) -> str:
    """The path of what may stand in the place of an expected file, or "".

    name: the file's. names: what it should define. same: paths that are as they were handed out;
    where none is known, a second file of the name is a rival of the first.
    """
    sources = sorted((s for s in submission.sources if s.path not in same), key=_age)
    alike = [s.path for s in sources if _name(s.path) == name and not s.notebook]
    if alike[0 if same else 1 :]:
        return alike[0]
    for source in sources:
        if source.path not in alike and names & defined([source]):
            return source.path
    languages = {n for spec in assignment.spec.programs if f"{spec.name}.py" == name
                 for n in spec.languages}  # fmt: skip
    suffixes = tuple(SUFFIXES[language] for language in languages)
    return next((path for path in submission.files if suffixes and path.endswith(suffixes)), "")


def _handed_out(path: str, instead: str) -> str:
    """The note on a file that is as it was handed out."""
    if _name(path) == _name(instead) or instead.endswith(COMPILED):
        return f"{shown(path)} is as it was handed out: {shown(instead)} counts"
    return f"{shown(path)} is as it was handed out: its names count as defined in {shown(instead)}"


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _rivals(others: Sequence[Source], promised: set[str]) -> list[Source]:
    """The files that define most of the same promised names, the one that counts first."""
    own = {source.path: promised & defined([source]) for source in others}
    largest = max(own.values(), key=len, default=set())
    alike = [s for s in others if largest and 2 * len(own[s.path] & largest) > len(largest)]
    return sorted(alike, key=_age) if len(alike) > 1 else []


def _age(source: Source) -> tuple[int, int, int, int, str]:
    """What a file's name says about how old it is, the newest first: `(1)` is behind none."""
    path = source.path.lower()
    version, again = VERSION.search(path), AGAIN.search(path)
    kind = 2 if OLDER.search(path) else 0 if NEWER.search(path) else 1
    copied = 10_000 - int(again[1]) if again else 0
    return kind, -int(version[1]) if version else -1, copied, path.count("/"), path


def _stem(source: Source) -> str:
    """A file's name without what tells its versions apart."""
    name = source.path.rpartition("/")[2].rpartition(".")[0].lower()
    for words in (OLDER, NEWER, VERSION, AGAIN):
        name = words.sub("", name)
    return re.sub(r"[\W_\d]|(?<![a-z])of(?![a-z])", "", name)
