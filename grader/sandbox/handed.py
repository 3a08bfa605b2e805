"""Which of a submission's files is the program that a check runs, and in what language."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from grader.errors import CheckFailed
from grader.model import Language, ProgramSpec, Submission

SUFFIXES: dict[Language, str] = {"python": ".py", "java": ".java", "cpp": ".cpp"}
COMPILED = (".java", ".cpp", ".h", ".hpp")
"""Source files of other languages, which a submission holds among its other files."""

PACKAGE = re.compile(r"(?m)^\s*package\s+([\w.]{1,200})\s*;", re.ASCII)
ENCODING_MARK = b"\xef\xbb\xbf"


class HandedIn(NamedTuple):
    """A program's file: path as the run sees it, what the student calls it, and its text.

    beside: paths of further files that are compiled with it.
    """

    language: Language
    path: str
    label: str
    text: str
    beside: tuple[str, ...] = ()

    def java_class(self) -> str:
        """The name of a Java file's class, with the package that the file declares."""
        name = self.path.rsplit("/", 1)[-1].removesuffix(".java")
        package = PACKAGE.search(self.text)
        return f"{package.group(1)}.{name}" if package else name


def program_of(spec: ProgramSpec, submission: Submission) -> HandedIn:
    """The file that the manifest calls for, in the first of its languages that was handed in.

    The only file in these languages is taken for it whatever its name, since upload sites rename
    files. A stub as it was handed out counts where there is nothing else.
    Raises CheckFailed where there is none.
    """
    texts = _texts(submission)
    counting = {path: text for path, text in texts.items() if path not in submission.untouched}
    found = _found(spec, counting) or _found(spec, texts)
    if found is None:
        raise CheckFailed(_missing(spec, submission))
    return found


def _found(spec: ProgramSpec, texts: Mapping[str, str]) -> HandedIn | None:
    every: list[HandedIn] = []
    for language in spec.languages:
        wanted = spec.name + SUFFIXES[language]
        paths = [path for path in texts if path.endswith(SUFFIXES[language])]
        exact = [path for path in paths if path.rsplit("/", 1)[-1] == wanted]
        if exact:
            nearest = min(exact, key=lambda path: (path.count("/"), path))
            return HandedIn(language, nearest, nearest, texts[nearest])
        every += [HandedIn(language, wanted, path, texts[path]) for path in paths]
    return every[0] if len(every) == 1 else None


def _texts(submission: Submission) -> dict[str, str]:
    """The texts of all files that a program can be in, by path."""
    scripts = {s.path: s.cells[0].source for s in submission.sources if not s.notebook}
    others = {
        path: text_of(content)
        for path, content in submission.files.items()
        if path.endswith(COMPILED)
    }
    return {**scripts, **others}


def _missing(spec: ProgramSpec, submission: Submission) -> str:
    wanted = " or ".join(spec.name + SUFFIXES[language] for language in spec.languages)
    alike = re.compile(rf"{re.escape(spec.name)}\W*\w*\W*\.(py|ipynb|java|cpp|cc|cxx|c)", re.I)
    for path in (*(source.path for source in submission.sources), *submission.files):
        name = path.rsplit("/", 1)[-1]
        if alike.fullmatch(name):
            return f"no program {wanted} was handed in, but {name[:80]} is there: rename it"
    return f"no program {wanted} was handed in"


def text_of(content: bytes) -> str:
    """The text of a source file; compilers stumble over the mark that Windows editors write."""
    return content.removeprefix(ENCODING_MARK).decode("utf-8", "replace")
