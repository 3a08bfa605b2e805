"""Pictures as PNG, read back by the format's rules; tables shaded by row."""

import base64
import struct
import zlib

import numpy as np
import pytest

from grader.model import Picture, Table
from grader.report.pictures import data_url, entries


def picture(pixels: np.ndarray, **changes: int) -> Picture:
    height, width, channels = pixels.shape
    fields = {"height": height, "width": width, "channels": channels} | changes
    return Picture(caption="", pixels=pixels.astype(np.uint8).tobytes(), **fields)


def decoded(png: bytes) -> np.ndarray:
    """The pixels (H, W, C) of a PNG of 8 bits whose rows are unfiltered, each checksum tested."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    parts, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert checksum == zlib.crc32(png[at + 4 : at + 8 + length])
        parts[kind] = content
        at += 12 + length
    assert list(parts) == [b"IHDR", b"IDAT", b"IEND"]
    width, height, bits, colour, *rest = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert (bits, rest) == (8, [0, 0, 0])
    channels = {0: 1, 2: 3}[colour]
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, channels)


@pytest.mark.parametrize("shape", [(5, 7, 1), (28, 28, 1), (1, 64, 3), (64, 1, 3), (64, 64, 3)])
def test_a_picture_is_the_png_of_its_pixels(shape: tuple[int, int, int]) -> None:
    pixels = np.random.default_rng(0).integers(256, size=shape)
    kind, content = data_url(picture(pixels)).split(",")
    assert kind == "data:image/png;base64"
    assert np.array_equal(decoded(base64.b64decode(content)), pixels)


@pytest.mark.parametrize(
    "changes",
    [{"height": 3}, {"width": 0}, {"channels": 2}, {"height": -2, "width": -2}, {"width": 10**9}],
)
def test_numbers_that_do_not_fit_give_no_picture(changes: dict[str, int]) -> None:
    assert data_url(picture(np.zeros((2, 2, 1)), **changes)) == ""


def test_a_picture_beyond_the_bound_is_left_out() -> None:
    assert data_url(picture(np.zeros((65, 64, 3)))) == ""


def table(*values: tuple[float | None, ...], rows: int | None = None, shaded: bool = True) -> Table:
    names = tuple(str(i) for i in range(len(values) if rows is None else rows))
    columns = tuple("abc")
    labels = {"title": "", "row_label": "", "column_label": ""}
    return Table(**labels, rows=names, columns=columns, values=values, shaded=shaded)


def test_entries_are_shaded_by_the_largest_of_their_row() -> None:
    found = entries(table((100.0, 25.0, 0.0), (0.0, 0.0, 0.0), (-4.0, 1.0, None)))
    shades = [[entry.shade for entry in row] for _, row in found]
    assert shades == [[8, 4, 0], [0, 0, 0], [8, 4, 0]]
    ((_, row),) = entries(table((100.0, 25.0, 0.0), shaded=False))
    assert {entry.shade for entry in row} == {0}


def test_numbers_are_whole_or_have_three_digits() -> None:
    ((_, row),) = entries(table((9801.0, 0.123456, 1e300)))
    assert [entry.text for entry in row] == ["9801", "0.123", "1.00e+300"]


def test_rows_and_columns_without_names_are_left_out() -> None:
    found = entries(table((1.0, 2.0, 3.0, 4.0), (1.0, 2.0, 3.0), rows=1))
    assert [(name, len(row)) for name, row in found] == [("0", 3)]
