"""IPython's own syntax in a cell -> plain Python, with every line at the number it had.

IPython's transformers do the work, one piece of special syntax at a time, each on the tokens of
the whole cell. Hostile text can make that slow, so the work is counted and stops at a budget. They
are imported for the first cell that needs them, since most need none.
"""

import importlib
import re
import textwrap
from typing import Any

from grader.sandbox.child.languages import runs_here

WORK = 1_500_000
"""Characters of cells tokenized for one submission: at most a few seconds, many times the usual."""

_SPECIAL = re.compile(r"^[^\S\n]*[%!?,;/]|=\s*(?:!|%\s*[^\W\d])|\?[^\S\n]*$", re.MULTILINE)
_HELP = re.compile(r"\?[^\S\n]*$", re.MULTILINE)
_PROMPT = re.compile(r"^[^\S\n]*(>>>|\.\.\.+:|(\[\w{3}\] )?In \[)", re.MULTILINE)
_LONG_WORD = re.compile(r"[\w*.\[\]-]{100,}")
_WRAPPER = re.compile(r"%%([^\W\d]\w*)\b(?!\?)")
_LINE_MAGIC = re.compile(r"%(\w+) ?(.*)\n")
_LINE_COMMAND = re.compile(r"!(.*)\n")
_MAX_WRAPPERS = 10
_MAX_PASSES = 500
_MAX_PROMPT_LINE = 10_000


class Magics:
    """Turns cells into plain Python; one for each submission, because it counts the work done."""

    def __init__(self, budget: int = WORK) -> None:
        self.budget = budget

    @property
    def exhausted(self) -> bool:
        """Whether the budget ran out, so that some cells were translated line by line."""
        return self.budget < 0

    def plain(self, cell: str) -> str:
        """The cell as plain Python; where its syntax is broken, as it is: the child tells why."""
        body = cell.lstrip("\n")
        if not (_SPECIAL.search(cell) or _PROMPT.search(cell) or body[:1].isspace()):
            return cell
        done: list[str] = []
        lines = [f"{line}\n" for line in cell.removesuffix("\n").split("\n")]
        for _ in range(_MAX_WRAPPERS):
            blank = _leading_blank(lines)
            done += lines[:blank]
            lines = _without_prompts(_dedented(lines[blank:]))
            wrapper = _WRAPPER.match(lines[0]) if lines else None
            if not (wrapper and runs_here(wrapper[1])):
                break
            done.append(f"# {lines[0]}")  # its body runs as ordinary code
            lines = lines[1:]
        return "".join(done + self._transformed(lines))

    def _transformed(self, lines: list[str]) -> list[str]:
        if lines and lines[0].startswith("%%"):
            lines = _ipython().cell_magic(lines)
        return self._token_transforms(lines)

    def _token_transforms(self, lines: list[str]) -> list[str]:
        manager = _ipython().TransformerManager()
        for _ in range(_MAX_PASSES):
            self.budget -= _work(lines)
            if self.exhausted:
                return [_by_line(line) for line in lines]
            try:
                changed, after = manager.do_one_token_transform(lines)
            except Exception:  # a tokenizer on broken text raises what it likes
                return [_by_line(line) for line in lines]
            if not changed:
                return lines
            lines = _padded(lines, after)
        return lines


def _ipython() -> Any:
    """IPython's transformers, which have no types; importing them costs more than most cells."""
    return importlib.import_module("IPython.core.inputtransformer2")


def _leading_blank(lines: list[str]) -> int:
    return next((i for i, line in enumerate(lines) if not line.isspace()), len(lines))


def _dedented(lines: list[str]) -> list[str]:
    if not (lines and lines[0][0] in " \t"):
        return lines
    text = textwrap.dedent("".join(lines))
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")]


def _without_prompts(lines: list[str]) -> list[str]:
    """Lines without the `>>>` or `In [1]:` that came along when they were copied."""
    text = "".join(lines)
    if not _PROMPT.search(text) or max(map(len, lines)) > _MAX_PROMPT_LINE:
        return lines
    ipython = _ipython()
    stripped: list[str] = ipython.ipython_prompt(ipython.classic_prompt(lines))
    return stripped


def _work(lines: list[str]) -> int:
    """Characters to tokenize, weighted by long words before a `?`.

    IPython's expression for `name?` takes time quadratic in the length of a word.
    """
    text = "".join(lines)
    longest = 0
    if _HELP.search(text):
        longest = max(map(len, _LONG_WORD.findall(text)), default=0)
    return len(text) * (1 + longest // 100)


def _padded(before: list[str], after: list[str]) -> list[str]:
    """`after`, with empty lines in the place of those that a transformer joined into one."""
    missing = len(before) - len(after)
    if missing <= 0:
        return after
    changed = next(i for i, line in enumerate(after) if line != before[i])
    return [*after[: changed + 1], *["\n"] * missing, *after[changed + 1 :]]


def _by_line(line: str) -> str:
    """One line of a cell that isn't tokenized, so that at least the usual magics do no harm.

    In a cell whose syntax is broken, what stands above the fault can then still run.
    """
    if found := _LINE_MAGIC.fullmatch(line):
        return f"get_ipython().run_line_magic({found[1]!r}, {found[2]!r})\n"
    if found := _LINE_COMMAND.fullmatch(line):
        return f"get_ipython().system({found[1]!r})\n"
    return line
