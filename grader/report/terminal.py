"""The report in a terminal: readable at 80 columns and without colour, one line a check."""

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from grader.model import Outcome, Report, Status
from grader.report import words
from grader.report.text import clean_line, clean_text

_COLOUR = {"passed": "green", "skipped": "yellow", "internal-error": "magenta"}
_OUTPUT_LIMIT = 4000


def show(report: Report, console: Console, *, verbose: bool) -> None:
    """Print the report to `console`.

    Checks that did not pass come with message and cause; those that did are counted, and a problem
    whose checks all passed is a line of the table alone. `verbose` lists every check, and adds
    what passed ones say, student output, how each cell or file ran, the protections and the
    environment.
    """
    page = _Page(console)
    _header(page, report)
    _loading(page, report, verbose)
    _warnings(page, report)
    groups = words.groups(report)
    for group in groups:
        if group.outcomes and (verbose or group.problem is None or not words.all_passed(group)):
            _group(page, group, verbose)
    _problems(page, groups)
    if verbose:
        _surroundings(page, report)
    _result(page, report)


class _Page:
    """Prints cleaned text, wrapped to the console's width, never as markup."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @property
    def wide(self) -> bool:
        """Whether a table of four columns has room."""
        return self._console.width >= 75

    def blank(self) -> None:
        """An empty line."""
        self._console.print()

    def put(
        self, text: str, *, indent: int = 0, first: Text | None = None, style: str = ""
    ) -> None:
        """Print `text` with every line after `indent` spaces, the first one after `first`."""
        console = self._console
        width = max(10, min(console.width, 100) - indent)
        lead = first or Text(" " * indent)
        for line in self._fitting(text).split("\n"):
            for piece in Text(line, style).wrap(console, width, overflow="fold") or [Text()]:
                piece.rstrip()
                console.print(lead + piece, highlight=False, soft_wrap=True)
                lead = Text(" " * indent)

    def row(self, left: str, middle: str, right: str, width: int) -> None:
        """A row of a table of three columns, `right` at the right edge; `middle` may wrap."""
        room = max(10, min(self._console.width, 100) - width - cell_len(right) - 4)
        pieces = Text(self._fitting(middle)).wrap(self._console, room, overflow="fold") or [Text()]
        head = Text(self._fitting(left))
        head.truncate(width, pad=True)
        for index, piece in enumerate(pieces):
            piece.rstrip()
            if index == 0:
                piece.truncate(room, pad=True)
                line = head + Text("  ") + piece + Text("  " + right)
            else:
                line = Text(" " * (width + 2)) + piece
            line.rstrip()
            self._console.print(line, highlight=False, soft_wrap=True)

    def _fitting(self, text: str) -> str:
        """`text` in what the console's encoding can show; a foreign sign becomes "?"."""
        encoding = self._console.encoding
        return text.encode(encoding, "replace").decode(encoding)


def _header(page: _Page, report: Report) -> None:
    page.put(f"{clean_line(report.title)} ({clean_line(report.assignment, 60)})", style="bold")
    page.put(f"student {clean_line(report.student)}, submission {clean_line(report.entry)}")
    warnings = ["" if report.complete else words.INCOMPLETE, words.stand_in_warning(report)]
    if report.isolation.level == "none":
        warnings.append(f"Isolation: {words.NO_ISOLATION}.")
    for warning in filter(None, warnings):
        page.put(warning, style="yellow")
    for sentence in report.scope:
        page.put(f"Note: {clean_text(sentence, 2000)}")


def _loading(page: _Page, report: Report, verbose: bool) -> None:
    """Cells and files that failed when they ran, and notes; with `verbose` all cells."""
    cells = [cell for cell in report.cells if verbose or cell.status != "passed"]
    if cells or report.notes:
        page.blank()
        page.put("When the submission was loaded", style="bold")
    for cell in cells:
        page.put(clean_line(cell.label), indent=14, first=_status(cell.status))
        if cell.message:
            page.put(clean_text(cell.message, 2000), indent=6)
    if any(cell.status != "passed" for cell in cells):
        page.put(words.LOADING, indent=2)
    for note in report.notes:
        page.put(clean_text(note, 2000), indent=2)


def _warnings(page: _Page, report: Report) -> None:
    """What the instructor should look at; a student's own run has none."""
    if report.warnings:
        page.blank()
        page.put("For the instructor alone", style="bold")
    for warning in report.warnings:
        page.put(clean_text(warning, 2000), indent=2, style="yellow")


def _status(status: Status, calm: bool = False, said: str = "") -> Text:
    """The status column; `said` is another word for the status."""
    word = Text(said or words.STATUS[status][1], "" if calm else _COLOUR.get(status, "red"))
    word.truncate(10, pad=True)
    return Text("  ") + word + Text("  ")


def _group(page: _Page, group: words.Group, verbose: bool) -> None:
    """A problem and its checks; without `verbose` the passed ones in one line."""
    page.blank()
    title = "Other checks"
    if group.problem is not None:
        title = f"{clean_line(group.problem.id, 20)}  {clean_line(group.problem.title)}"
    page.put(title, style="bold")
    calm = words.not_earned(group)
    if calm:
        page.put("extra credit, not earned", indent=2)
    elif not verbose:
        page.put(words.standing(group), indent=2)
    for outcome in group.outcomes:
        if verbose or outcome.status != "passed":
            _outcome(page, outcome, verbose, calm)


def _outcome(page: _Page, outcome: Outcome, verbose: bool, calm: bool) -> None:
    score = words.outcome_score(outcome)
    first = _status(outcome.status, calm, words.mark(outcome)[1]) + Text(f"{score:>11}  ")
    page.put(clean_line(outcome.title), indent=27, first=first)
    failing = outcome.status != "passed"
    if failing or verbose:
        if outcome.message or failing:
            message = outcome.message or words.MEANING[outcome.status]
            page.put(clean_text(message, 2000), indent=6)
        if outcome.diagnosis:
            page.put(clean_text(outcome.diagnosis, 2000), indent=13, first=Text("      Cause: "))
        if outcome.detail:
            page.put(clean_text(outcome.detail, 2000), indent=6)
    if verbose and outcome.output:
        page.put("output:", indent=6)
        page.put(clean_text(outcome.output, _OUTPUT_LIMIT).rstrip("\n"), indent=8)


def _problems(page: _Page, groups: tuple[words.Group, ...]) -> None:
    """The table at the end: id, title, score, and what its checks gave."""
    page.blank()
    page.put("Problems", style="bold")
    rows = [(group.problem, words.standing(group)) for group in groups if group.problem is not None]
    ids = [clean_line(problem.id, 12) for problem, _ in rows]
    longest = max((cell_len(id_) for id_ in ids), default=0)
    for id_, (problem, standing) in zip(ids, rows, strict=True):
        note = words.problem_note(problem)
        title = clean_line(problem.title) + (f" ({note})" if note else "")
        score = words.problem_score(problem)
        if page.wide:
            page.row(id_, title, f"{score:>9}  {standing:<20}", longest)
        else:
            page.row(id_, f"{title}: {standing}", score, longest)


def _surroundings(page: _Page, report: Report) -> None:
    page.blank()
    page.put("Isolation and environment", style="bold")
    page.put(f"isolation: {report.isolation.level}", indent=2)
    for protection in report.isolation.protections:
        by = f" ({clean_line(protection.by)})" if protection.by else ""
        page.put(
            f"{'on ' if protection.on else 'off'}  {clean_line(protection.name)}{by}", indent=4
        )
    for data in report.data:
        about = f": {clean_line(data.description)}" if data.description else ""
        page.put(f"data: {clean_line(data.name)}, {data.origin}{about}", indent=2)
    used = report.environment
    versions = f"grader {used.grader}, Python {used.python}, numpy {used.numpy}, {used.platform}"
    page.put(clean_line(versions), indent=2)
    page.put(f"digest {clean_line(report.digest)}", indent=2)


def _result(page: _Page, report: Report) -> None:
    page.blank()
    for sentence in words.explain_score(report):
        page.put(sentence)
    label, count, rest = words.headline(report)
    score = words.out_of(report.score, report.max_score)
    parts = [f"Score {score}" if label == "Score" else f"{label}: {count} {rest}"]
    if report.pending > 0:
        parts.append(f"{words.number(report.pending)} pending")
    if words.stand_ins(report):
        parts.append("on stand-in data")
    if not report.complete:
        parts.append("incomplete because of the grader or host")
    page.put(", ".join(parts), style="bold")
