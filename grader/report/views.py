"""Write the views of one report that are files."""

from collections.abc import Callable
from pathlib import Path

from grader.errors import UsageError
from grader.model import Report
from grader.report import record
from grader.report.files import write_whole


def _html(report: Report) -> bytes:
    from grader.report.html import renderer  # here, because Jinja2 costs a terminal run 40 ms

    return renderer().render(report).encode()


FORMATS: dict[str, Callable[[Report], bytes]] = {"html": _html, "json": record.encode}


def write(report: Report, out: Path, formats: tuple[str, ...] = ("html", "json")) -> list[Path]:
    """Write `out/report.<format>` for each format, whole or not at all; gives their paths.

    Raises UsageError for an unknown format, before anything is written; HostError where the
    folder can't be written.
    """
    for name in formats:
        if name not in FORMATS:
            raise UsageError(f"unknown report format {name!r}, expected {' or '.join(FORMATS)}")
    return [write_whole(out / f"report.{name}", FORMATS[name](report)) for name in formats]
