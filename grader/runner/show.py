"""What a check wants drawn in the report, taken as records: bounded, cleaned, finite.

Values may come from student code. What can't be drawn is left out without a word: what is wrong
with it is for the check to say, this only shows.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np
from msgspec.structs import replace

from grader.checks.graph import layout, read_graph
from grader.checks.values import numbers
from grader.errors import AuthorError, CheckFailed, StudentError
from grader.model import Band, Curve, Gallery, Graph, GraphNode, Picture, Table
from grader.report.text import clean_line

MOST_STEPS = 10_000
MOST_NODES = 200
MOST_EDGES = 1000
MOST_PICTURES = 64
MOST_PIXELS = 64  # by side
MOST_ROWS = 50  # and columns


class _Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A band as a file holds it.

    data: the origin of the data that it was measured on. low, high: at the first step and at each
    `every` steps after it.
    """

    data: str
    group: str
    curve: str
    label: str
    low: tuple[float, ...]
    high: tuple[float, ...]
    every: Annotated[int, msgspec.Meta(ge=1, le=MOST_STEPS)] = 1

    def drawn(self) -> Band:
        """The band with one entry a step."""
        low, high = (self._spread(edge) for edge in (self.low, self.high))
        return Band(group=self.group, curve=self.curve, label=self.label, low=low, high=high)

    def _spread(self, edge: tuple[float, ...]) -> tuple[float | None, ...]:
        between = (None,) * (self.every - 1)
        return tuple(value for known in edge for value in (known, *between))[:MOST_STEPS]


class Show:
    """Takes what a check wants drawn in the report."""

    def __init__(self) -> None:
        self.curves: list[Curve] = []
        self.bands: list[Band] = []
        self.graphs: list[Graph] = []
        self.galleries: list[Gallery] = []
        self.tables: list[Table] = []

    def curve(self, group: str, label: str, values: Any, x_label: str = "epoch") -> None:
        """Add one line to the figure `group`; values: (steps,) numbers, nan where there is none."""
        flat = np.asarray(values, dtype=float).reshape(-1)[:MOST_STEPS]
        numbers = tuple(float(v) if np.isfinite(v) else None for v in flat)
        self.curves.append(Curve(group=group, label=label, values=numbers, x_label=x_label))

    def reference_bands(self, file: Path, origin: str, steps: object) -> None:
        """Draw behind the curves shown so far what the reference reached on the same data.

        file: as benchmarks/bands.py writes it. origin: of the data, `dataset(...).used.origin`.
        steps: how many values a curve has by the task text; behind one of another length, which
        counts something else, no band is drawn, and neither for data on which none was measured.
        """
        if not isinstance(steps, int | np.integer):
            return  # a student's setting
        try:
            found = msgspec.toml.decode(file.read_bytes(), type=dict[str, list[_Measured]])
        except (OSError, msgspec.MsgspecError) as error:
            raise AuthorError(f"{file.name}:1: can't read the bands: {error}") from error
        shown = {(curve.group, curve.label) for curve in self.curves if len(curve.values) == steps}
        self.bands += [
            b.drawn()
            for b in found.get("band", [])
            if b.data == origin and (b.group, b.curve) in shown
        ]

    def graph(self, title: str, graph: object) -> None:
        """Add a drawing of a computation graph, in the form that `grader.checks.graph` reads.

        Of more than 200 inputs and nodes the first are drawn.
        """
        try:
            read = read_graph(graph)
            layers = layout(read)
        except (CheckFailed, StudentError):
            return
        layer_of = {name: layer for layer, names in enumerate(layers) for name in names}
        ops = dict.fromkeys(read.inputs, "") | {node.name: node.op for node in read.nodes}
        place = {name: index for index, name in enumerate(list(ops)[:MOST_NODES])}
        edges = [
            (place[name], place[node.name])
            for node in read.nodes
            if node.name in place
            for name in node.inputs
            if name in place
        ]
        nodes = [GraphNode(name=clean_line(n, 40), op=ops[n], layer=layer_of[n]) for n in place]
        note = f" (the first {len(place)} of {len(ops)} nodes)" if len(ops) > len(place) else ""
        self.graphs.append(
            Graph(
                title=clean_line(title, 80) + note,
                nodes=tuple(nodes),
                edges=tuple(edges[:MOST_EDGES]),
            )
        )

    def images(self, title: str, images: object, captions: Sequence[str] = ()) -> None:
        """Add pictures side by side, such as the filters of a layer.

        images: (N, H, W), or (N, H, W, 3) for colours. Bytes are shown as they are; of other
        numbers the smallest of all becomes black, the largest white. At most 64 pictures are shown,
        of each at most 64 rows and columns. captions: a line under each of the first pictures.
        """
        pixels = _bytes(images)
        if pixels is None:
            return
        texts = [*captions, *[""] * len(pixels)]
        pictures = [
            Picture(
                caption=clean_line(text, 60),
                height=picture.shape[0],
                width=picture.shape[1],
                channels=picture.shape[2],
                pixels=picture.tobytes(),
            )
            for picture, text in zip(pixels, texts, strict=False)
        ]
        self.galleries.append(Gallery(title=clean_line(title, 80), pictures=tuple(pictures)))

    def table(
        self,
        title: str,
        values: object,
        *,
        rows: Sequence[object],
        columns: Sequence[object],
        row_label: str = "",
        column_label: str = "",
        shaded: bool = False,
    ) -> None:
        """Add a table of numbers (len(rows), len(columns)), at most 50 of each.

        row_label, column_label: what the rows and columns are. shaded: whether the numbers of each
        row stand the darker the larger they are.
        """
        found = _real(values)
        if found is None or found.shape != (len(rows), len(columns)):
            return
        numbers = [[float(v) if np.isfinite(v) else None for v in row] for row in found]
        self.tables.append(
            Table(
                title=clean_line(title, 80),
                row_label=clean_line(row_label, 40),
                column_label=clean_line(column_label, 40),
                rows=tuple(clean_line(str(name), 40) for name in rows[:MOST_ROWS]),
                columns=tuple(clean_line(str(name), 40) for name in columns[:MOST_ROWS]),
                values=tuple(tuple(row[:MOST_ROWS]) for row in numbers[:MOST_ROWS]),
                shaded=shaded,
            )
        )


def coarse(curve: Curve) -> Curve:
    """The curve of a hidden check: its numbers come from student code, which knows the inputs."""
    values = tuple(None if v is None else float(f"{v:.2e}") for v in curve.values)
    return replace(curve, values=values)


def _real(values: object) -> Any:
    """The values as an array of real numbers that isn't empty, None where they are none."""
    try:
        array = numbers(values, "what is shown")
    except (CheckFailed, StudentError):
        return None
    return array if array.dtype.kind != "c" and array.size else None


def _bytes(images: object) -> Any:
    """Images as bytes (N, H, W, C), None where they are none."""
    array = _real(images)
    if array is None or array.ndim not in (3, 4):
        return None
    array = array.reshape(*array.shape[:3], -1)[:MOST_PICTURES, :MOST_PIXELS, :MOST_PIXELS]
    if array.shape[3] not in (1, 3):
        return None
    if array.dtype == np.uint8:
        return array
    array = np.nan_to_num(array.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(array.min()), float(array.max())
    scale = max(abs(low), abs(high)) or 1.0  # so that the difference can't overflow
    span = high / scale - low / scale or 1.0
    return np.round((array / scale - low / scale) / span * 255).astype(np.uint8)
