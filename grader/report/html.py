"""The report as one HTML page that loads nothing and runs nothing.

The style sheet stands in the page and the content policy names its hash, so that neither a script
nor another style can take effect, even if an escape were forgotten somewhere.
"""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from grader.model import Report
from grader.report import drawing, figures, pictures, words
from grader.report.text import clean_line, clean_text


class Renderer:
    """A compiled template and style sheet, for any number of reports."""

    def __init__(self) -> None:
        folder = files("grader.report") / "templates"
        css = (folder / "report.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        environment = jinja2.Environment(
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_cleaned,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(
            line=clean_line, clean=clean_text, number=words.number, count_of=words.count_of
        )
        environment.globals.update(
            # Markup: a file of this package, whose characters the hash above covers as they are.
            css=Markup(css),
            css_hash=digest,
            words=words,
            figures=figures.figures,
            graphs=drawing,
            frame=figures,
            pictures=pictures,
        )
        source = (folder / "report.html.j2").read_text(encoding="utf-8")
        self._template = environment.from_string(source)

    def render(self, report: Report) -> str:
        """The page. It holds no lone surrogate, so that it can always be encoded."""
        return self._template.render(report=report, groups=words.groups(report))


@cache
def renderer() -> Renderer:
    """The renderer of this process; building one costs some 20 ms."""
    return Renderer()


def _cleaned(value: Any) -> Any:
    """What the template prints: every text is cleaned here, whether or not a filter did it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return clean_text(value)
    return value
