"""Names that came from students: shown in a sentence, used as a folder, found by a pattern."""

import re
import unicodedata

SUFFIXES = (
    *(".py", ".ipynb", ".java", ".cpp", ".zip", ".tar.gz", ".tgz", ".tar"),
    *(".txt", ".json", ".pyw", ".py3"),
)
"""File types that can be read, longest of a common ending first."""

_MAX_CHARS = 100
_MAX_BYTES = 200  # a folder's name holds 255 bytes on most file systems, and reports add a suffix
_MAX_ENTRY = 300
_MAX_PATH = 1000
_MAX_PART_BYTES = 255
_MAX_DEPTH = 32

# marks that turn or hide the text around them; joiners stay, because Persian and Hindi need them
_BIDI = set("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff") | {
    chr(code) for code in range(0x2066, 0x206A)
}
_HIDDEN_KINDS = {"Cc", "Cs", "Zl", "Zp"}
_DRIVE = re.compile(r"[A-Za-z]:")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_NOT_IN_FOLDER_NAMES = re.compile(r'[/\\:*?"<>|]')
_PLACEHOLDER = re.compile(r"<(\w+)>")
_ONE_WORD = r"[^_\-. ]+"


def printable(text: str) -> str:
    """`text` without control characters, lone surrogates, line separators and bidi marks."""
    return "".join(
        c for c in text if c not in _BIDI and unicodedata.category(c) not in _HIDDEN_KINDS
    )


def shown(name: str, limit: int = 80) -> str:
    """A name in quotes for a sentence: printable, at most `limit` characters of it."""
    clean = printable(name[: 4 * limit])
    return f"'{clean[: limit - 3]}...'" if len(clean) > limit else f"'{clean}'"


def without_suffix(name: str) -> str:
    """`name` without the suffixes of readable types (`hw.ipynb.zip` is `hw`)."""
    for suffix in SUFFIXES:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return without_suffix(name[: -len(suffix)])
    return name


def student_name(entry: str, pattern: str = "", assignment_id: str = "") -> str:
    """The student's name, taken from the name of what was handed in.

    pattern: how files are named, e.g. `<username>_<id>.ipynb`; another suffix, or none, fits too.
    `<id>` is `assignment_id`, or one word without a separator where that is "" or doesn't fit.
    Without a pattern, or where it doesn't fit, the name is the entry's without its suffix.
    The result is safe as a folder's name and never empty.
    """
    stem = without_suffix(entry[:_MAX_ENTRY])
    for identity in (re.escape(assignment_id), _ONE_WORD):
        found = _fit(stem, pattern, identity) if pattern and identity else None
        if found is not None:
            return folder_safe(found)
    return folder_safe(stem)


def named_student(entry: str, pattern: str) -> str:
    """The user name in an entry's name that fits the pattern, as `student_name` has it, else "".

    "" also where the pattern is nothing but the user name, since then every name fits.
    """
    if without_suffix(pattern) in ("", "<username>"):
        return ""
    return _fit(without_suffix(entry[:_MAX_ENTRY]), pattern, _ONE_WORD) or ""


def _fit(stem: str, pattern: str, identity: str) -> str | None:
    """What `<username>` stands for in `stem`, or None."""
    # the split gives text and placeholders in turn
    pieces = _PLACEHOLDER.split(without_suffix(pattern))
    if pieces[1::2].count("username") != 1:
        return None
    fields = {"username": "(?P<username>.+)", "id": identity}
    expression = "".join(
        fields.get(piece, ".+?") if index % 2 else re.escape(piece)
        for index, piece in enumerate(pieces)
    )
    found = re.fullmatch(expression, stem, re.IGNORECASE | re.DOTALL)
    return found["username"] if found else None


def folder_safe(name: str) -> str:
    """`name` mended until it can be a folder's name on Linux, macOS and Windows; never empty."""
    clean = unicodedata.normalize("NFC", printable(name[:_MAX_ENTRY]))
    clean = _NOT_IN_FOLDER_NAMES.sub("_", clean).strip(". ")
    clean = clean[:_MAX_CHARS].encode()[:_MAX_BYTES].decode(errors="ignore").rstrip(". ")
    if not clean:
        return "unnamed"
    return f"_{clean}" if _RESERVED.fullmatch(clean) else clean


def path_fault(path: str) -> str:
    """Why a path inside a folder or an archive can't be used, or "" if it can."""
    if len(path) > _MAX_PATH:  # first, because the other tests read all of it
        return "its name is too long"
    parts = path.split("/")
    if path.startswith("/"):
        return "its path is absolute"
    if "\\" in path:
        return "its path holds a backslash; pack it again with forward slashes"
    if _DRIVE.match(path):
        return "its path names a drive"
    if ".." in parts:
        return "its path leaves the archive"
    if printable(path) != path:
        return "its name holds control characters"
    if max(len(part.encode()) for part in parts) > _MAX_PART_BYTES:
        return "its name is too long"
    if len(parts) > _MAX_DEPTH:
        return f"it lies more than {_MAX_DEPTH} folders deep"
    return ""
