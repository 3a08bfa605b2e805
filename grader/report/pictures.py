"""Pictures and tables of an outcome in the form in which the page's template places them."""

import base64
import struct
import zlib
from dataclasses import dataclass

from grader.model import Picture, Table

SHADES = 8  # as many as the style sheet has
MOST_BYTES = 64 * 64 * 3
_COLOUR_TYPES = {1: 0, 3: 2}  # of the PNG format: grey, and red-green-blue


@dataclass(frozen=True)
class Entry:
    """One number of a table: its text and how dark it stands, 0 to SHADES."""

    text: str
    shade: int


def data_url(picture: Picture) -> str:
    """The picture as a PNG inside an address; "" where its numbers don't fit together."""
    height, width, channels = picture.height, picture.width, picture.channels
    fits = len(picture.pixels) == height * width * channels <= MOST_BYTES
    if not fits or min(height, width) < 1 or channels not in _COLOUR_TYPES:
        return ""
    row = width * channels
    rows = (picture.pixels[at : at + row] for at in range(0, row * height, row))
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOUR_TYPES[channels], 0, 0, 0)
    content = zlib.compress(b"".join(b"\0" + row for row in rows), 9)  # each row unfiltered
    parts = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG file: length, kind, content, checksum."""
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def entries(table: Table) -> list[tuple[str, list[Entry]]]:
    """Each row's name and its entries, as many as there are columns; missing ones are empty."""
    return [
        (
            name,
            [_entry(v, values, table.shaded) for v, _ in zip(values, table.columns, strict=False)],
        )
        for name, values in zip(table.rows, table.values, strict=False)
    ]


def _entry(value: float | None, row: tuple[float | None, ...], shaded: bool) -> Entry:
    """Shaded by its part of the row's largest, by the square root: rare confusions stay visible."""
    if value is None:
        return Entry("", 0)
    largest = max(abs(other) for other in row if other is not None) if shaded else 0.0
    share = (abs(value) / largest) ** 0.5 if largest else 0.0
    text = f"{value:.0f}" if value == round(value) and abs(value) < 1e9 else f"{value:#.3g}"
    return Entry(text, round(share * SHADES))
