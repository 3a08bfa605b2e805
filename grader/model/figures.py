"""What a check draws in the report: curves, bands, computation graphs, pictures and tables."""

from grader.model.base import Record


class Curve(Record, frozen=True, kw_only=True):
    """One line of a figure, e.g. loss by epoch. `group` puts lines into the same figure.

    values: one number a step; None where there was none (JSON has no nan, it becomes None there).
    """

    group: str
    label: str
    values: tuple[float | None, ...]
    x_label: str = "epoch"


class Band(Record, frozen=True, kw_only=True):
    """What the reference reached over several seeds, drawn behind the curve `curve` of `group`.

    label: whose it is, e.g. "reference, ten seeds". low, high: one number a step, as many of both.
    """

    group: str
    curve: str
    label: str
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


class GraphNode(Record, frozen=True, kw_only=True):
    """An input (`op` is "") or operation of a graph; `layer` counts from 0, left to right."""

    name: str
    op: str
    layer: int


class Graph(Record, frozen=True, kw_only=True):
    """A computation graph to draw.

    edges: (from, to), places in `nodes`; those into one node stand in its arguments' order.
    """

    title: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[tuple[int, int], ...]


class Picture(Record, frozen=True, kw_only=True):
    """A small image.

    pixels: height * width * channels bytes, row by row, a pixel's channels together; 0 is dark.
    channels: 1 (grey) or 3 (red, green, blue).
    """

    caption: str
    height: int
    width: int
    channels: int
    pixels: bytes


class Gallery(Record, frozen=True, kw_only=True):
    """Pictures side by side, e.g. the filters of a layer."""

    title: str
    pictures: tuple[Picture, ...]


class Table(Record, frozen=True, kw_only=True):
    """Numbers with a name for each row and column, e.g. a confusion matrix.

    values: one tuple a row; None where a number was not finite. shaded: darker where larger.
    row_label, column_label: what the rows and the columns are.
    """

    title: str
    row_label: str
    column_label: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    shaded: bool = False
