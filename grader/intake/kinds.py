"""What a file really is when its first bytes say so, whatever its name claims."""

import re

_LFS = b"version https://git-lfs.github.com/spec/"
_HTML = re.compile(rb"\s*(<!--.{0,500}?-->\s*)?<(!doctype\s+html|html|head)\b", re.I | re.S)
_CONFLICT = tuple(re.compile(mark, re.MULTILINE) for mark in (r"^<{7} ", r"^={7}$", r"^>{7} "))
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x93NUMPY", "a numpy array"),
    (b"\x7fELF", "a compiled program"),
    (b"MZ\x90", "a compiled program"),
)


def foreign(data: bytes) -> str:
    """What `data` is if it can be neither Python text nor a notebook ("a PDF document"), or ""."""
    head = data[:2000]
    if head.startswith(_LFS):
        return "a Git LFS pointer, which only names the real file"
    if head.startswith(b"PK\x03\x04"):
        return "a Word document" if b"word/" in data[:100_000] else "a zip archive"
    # a compiled file has two bytes of version, a line end and then flags, which are mostly zeros
    if head[2:4] == b"\r\n" and b"\0" in head[4:16]:
        return "compiled Python (.pyc)"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "an HTML page"
    return next((kind for start, kind in _SIGNATURES if head.startswith(start)), "")


def has_conflict(text: str) -> bool:
    """Whether `text` holds the three marker lines that a failed merge leaves behind."""
    return all(mark.search(text) for mark in _CONFLICT)
