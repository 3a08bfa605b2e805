"""Bytes of a source file -> text, in whatever encoding a student's editor chose."""

import codecs
import re

from grader.errors import UnreadableSubmission

_BOMS = (  # the longer first, because UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODING = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]{1,40})")
_BLANK = re.compile(rb"[ \t\f]*(#.*)?\r?")
# only encodings of plain text: a coding line may also name a compressor or an escape code
_KNOWN = frozenset(
    """utf-8 ascii iso8859-1 iso8859-2 iso8859-5 iso8859-7 iso8859-8 iso8859-9 iso8859-15 cp437
    cp850 cp866 cp874 cp932 cp936 cp949 cp950 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256
    cp1257 cp1258 mac-roman koi8-r koi8-u gbk gb2312 gb18030 big5 shift_jis euc_jp euc_kr""".split()
)

INVISIBLE = (
    "it holds invisible characters that are no Python (no-break or zero-width spaces); they were"
    " read as spaces or left out"
)
_WIDE = "\xa0\u2000-\u200a\u202f\u205f\u3000"
_ZERO = "\u200b-\u200d\u2060\ufeff"
_UNSEEN = re.compile(f"[{_WIDE}{_ZERO}]")
# strings and comments are found first and stay; one that never ends goes on to the end of the text;
# `++` and `*+` keep nothing to come back to, which would cost a hundred times the text
_PIECE = re.compile(
    r'"""(?:[^"\\]++|\\.?|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]++|\\.?|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\n]++|\\.?)*+"?'
    r"|'(?:[^'\\\n]++|\\.?)*+'?"
    r"|#[^\n]*"
    f"|(?P<wide>[{_WIDE}])|(?P<zero>[{_ZERO}])",
    re.DOTALL,
)


def decode(data: bytes) -> tuple[str, str]:
    """Text of a source file with `\\n` line ends, and a note ("" where nothing had to be guessed).

    A byte-order mark decides, then a PEP 263 coding line, then UTF-8; last cp1252 or Latin-1.
    Raises UnreadableSubmission (without the file's name) if the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _newlines(_strictly(data, encoding)), ""
    if b"\0" in data:
        raise UnreadableSubmission(
            "expected text, got a file with NUL bytes; save it again as UTF-8 text"
        )
    for encoding in (_declared(data), "utf-8"):
        if encoding:
            try:
                return _newlines(data.decode(encoding)), ""
            except UnicodeDecodeError:
                continue
    for encoding, shown in (("cp1252", "Windows-1252"), ("latin-1", "Latin-1")):
        try:
            return _newlines(data.decode(encoding)), f"it is not UTF-8 and was read as {shown}"
        except UnicodeDecodeError:
            continue
    raise UnreadableSubmission("expected text, got bytes in no known encoding; save it as UTF-8")


def visible(text: str) -> tuple[str, str]:
    """Python without the spaces that nobody sees and Python refuses, and a note ("" for none).

    They come along when code is copied from a page. No valid Python has them outside of strings
    and comments, so nothing that runs is changed.
    """
    if not _UNSEEN.search(text):
        return text, ""
    mended = _PIECE.sub(_seen, text)
    return mended, INVISIBLE if mended != text else ""


def without_surrogates(text: str) -> str:
    """`text` with lone surrogates replaced, because they can't be written as UTF-8."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _seen(piece: re.Match[str]) -> str:
    if piece["wide"]:
        return " "
    return "" if piece["zero"] else piece[0]


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableSubmission(
            f"expected {encoding.removesuffix('-sig').upper()} as its byte-order mark says, got"
            " other bytes; save it again as UTF-8"
        ) from None
    if "\0" in text:
        raise UnreadableSubmission(
            "expected text, got a file with NUL characters; save it again as UTF-8 text"
        )
    return text


def _declared(data: bytes) -> str:
    """The encoding that a coding line in the first two lines names, or "" if unknown or absent."""
    for line in data[:2000].split(b"\n")[:2]:
        found = _CODING.match(line)
        if found:
            return _lookup(found[1])
        if not _BLANK.fullmatch(line):
            break
    return ""


def _lookup(name: bytes) -> str:
    try:
        known = codecs.lookup(name.decode("ascii")).name
    except (LookupError, ValueError):
        return ""
    return known if known in _KNOWN else ""


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
