"""Answers that are a number, a size or a choice."""

import math
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from grader.checks.formulas.arithmetic import evaluated
from grader.checks.formulas.text import without_comments
from grader.checks.values import author_error, describe, fail, shown
from grader.errors import Compared

LONGEST = 200
MOST_CHOICES = 50
MOST_LISTED = 2000
"""Characters of a list of numbers."""

RTOL = 1e-9

_NUMBER = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:[, ]\d{3})+|\d[\d_]*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII
)
_SCALED = re.compile(r"(?P<number>.+?)\s*(?:\*|x|×|·)\s*10\s*(?:\^|\*\*)\s*(?P<power>[+-]?\d{1,3})")
_FRACTION = re.compile(r"([+-]?\d{1,30})\s*/\s*([+-]?\d{1,30})", re.ASCII)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_ODD = re.compile(r"\b0x|[+-]\s*[+-]", re.IGNORECASE)
"""What is arithmetic in form, and hardly in meaning: hexadecimal numbers, two signs."""

_ARITHMETIC = re.compile(r"[\d\s.()+*/^=-]*", re.ASCII)
_TIMES = re.compile(r"(?<=[\d)])\s*[x×·]\s*(?=[\d(])", re.IGNORECASE)
_BRACKETED = re.compile(r"(?<=\))\s*(?=\()|(?<=\d)(?=\()", re.ASCII)
"""Between two factors without a sign, of which the second one stands in brackets."""

_LATEX = (
    (re.compile(r"\\(?:times|cdot|ast)(?![a-zA-Z])"), "*"),
    (re.compile(r"\\[dt]?frac\{([\d.]{1,20})\}\{([\d.]{1,20})\}", re.ASCII), r"(\1/\2)"),
    (re.compile(r"\^\{([+-]?\d{1,3})\}(?!\s*[\d(\\])", re.ASCII), r"^\1"),
    (re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\(?=%)"), ""),
    (re.compile(r"\{,\}"), ","),
    (re.compile(r"\\[,;:! ]|~"), " "),
)
"""How LaTeX writes what stands in plain numbers, and what that is."""

_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", re.ASCII)
_QUOTES = "\"'`\u201c\u201d\u2018\u2019"
_AROUND = f" ()[]{{}}{_QUOTES}"
"""What may stand around each option of a choice."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_BULLET = re.compile(r"^[-*\u2022]\s+(?=[^\W\d_])")
_SIZE = re.compile(r"\s*(?:x|×|\*|by|,|;|\s)\s*", re.IGNORECASE)


def number(
    got: object,
    right: float,
    what: str,
    *,
    rtol: float = RTOL,
    atol: float = 0.0,
    also: Sequence[float] = (),
) -> None:
    """Verify that an answer is the right number.

    got: a number, or text such as `8`, `8.0`, `1,600`, `3/4`, `1e-3`, `2 * 10^-3`, `12 %`,
        `4 * 4 + 1`, `4 x 4`, `64(7^2 + 1)`, `$19^2 \\cdot 48$`. In all kinds of text, what stands
        after a `#` in a line is a comment.
    also: other numbers that are right too.
    Raises CheckFailed where it is none, or another.
    """
    value = read_number(got, what)
    for one in (right, *also):
        if abs(value - one) <= atol + rtol * abs(one):
            return
    fail(
        f"{what} is not the right number",
        f"got {value:.12g}, expected {right:.12g}",
        compared=Compared(what, value, float(right)),
    )


def read_number(got: object, what: str) -> float:
    """The finite number that an answer is. Raises CheckFailed."""
    if type(got) is bool or type(got) not in (int, float, str):
        fail(f"{what} must be one number, {describe(got)} came")
    if type(got) is str:
        value = _from_text(_tidy(got, what))
        if value is None:
            fail(f"{what} must be one number such as 8, 0.5, 3/4 or 1e-3, not {shown(got)!r}")
        return value
    try:
        value = float(got)  # type: ignore[arg-type]
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        fail(f"{what} must be a finite number")
    return value


def _tidy(typed: str, what: str) -> str:
    """One line without comments, quotes around it and what ends a sentence. Raises CheckFailed."""
    text = without_comments(typed).strip()
    if len(text) > LONGEST:
        fail(f"{what} must be a short answer, {len(text)} characters came")
    powers = _RAISED.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[0]), text)
    plain = unicodedata.normalize("NFKC", powers).replace("\N{MINUS SIGN}", "-")
    for sign, meant in _LATEX:
        plain = sign.sub(meant, plain)
    return " ".join(plain.replace("$", " ").split()).strip(f" ;={_QUOTES}").rstrip(" .")


def _from_text(text: str) -> float | None:
    """The number that a text is, or None."""
    divisor = 100.0 if text.endswith("%") else 1.0
    text = text.removesuffix("%").strip()
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        below = int(fraction[2])
        return float(Fraction(int(fraction[1]), below)) / divisor if below else None
    scaled = _SCALED.fullmatch(text)
    power = int(scaled["power"]) if scaled else 0
    plain = scaled["number"] if scaled else text
    if not _NUMBER.fullmatch(plain):
        return _computed(text) if divisor == 1.0 else None
    digits = plain.replace(",", "").replace("_", "").replace(" ", "")
    value = float(Decimal(digits).scaleb(power)) / divisor
    return value if math.isfinite(value) else None


def _computed(text: str) -> float | None:
    """The number that small arithmetic gives, `16 * 100` or `(4 x 4) * 3 + 1`; or None."""
    if _ODD.search(text):
        return None
    signed = _TIMES.sub("*", text)
    if "/" not in signed:  # 1/2(3) can be read in two ways
        signed = _BRACKETED.sub("*", signed)
    bare = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), signed)
    return evaluated(bare) if _ARITHMETIC.fullmatch(bare) else None


def read_numbers(got: object, count: int, what: str) -> list[float]:
    """So many finite numbers, from a list or from text such as `130,000; 20,000` or `3 4 7`.

    Commas and blanks in text may part numbers or thousands: read is what gives `count` numbers.
    There is no second way, since each separator parts more than the one before it.
    Raises CheckFailed.
    """
    if type(got) in (list, tuple):
        items = [*got]  # type: ignore[misc]
        if len(items) != count:
            fail(f"{what} must be a list of {count} numbers, {len(items)} came")
        return [read_number(item, f"each number of {what}") for item in items]
    if type(got) is not str:
        fail(f"{what} must be a list of {count} numbers, {describe(got)} came")
    if len(got) > MOST_LISTED:
        fail(f"{what} must be a list of {count} numbers, {len(got)} characters came")
    bare = without_comments(got).strip(f" ,;\n{_QUOTES}")
    ways = (parts for text in (bare, bare.strip(f"{_AROUND},;\n")) for parts in _parted(text))
    found = next((parts for parts in ways if len(parts) == count), None)
    if found is None:
        fail(f"{what} must be a list of {count} numbers with ; between them, not {shown(got)!r}")
    return found


def _parted(text: str) -> Iterator[list[float]]:
    """The ways to part a text into numbers: at semicolons and lines, at commas, at blanks."""
    for separator in _LISTS if not re.search(r"[;\n]", text) else _LISTS[:1]:
        parts = [part.strip() for part in re.split(separator, text)]
        values = [_from_text(_tidy(part, "a number")) for part in parts if len(part) <= LONGEST]
        numbers = [value for value in values if value is not None]
        if len(numbers) == len(parts):
            yield numbers


_LISTS = (r"[;\n][;\s]*", r",\s+", r",\s*", r"[,\s]\s*")


def size(
    got: object, right: Sequence[int], what: str, *, also: Sequence[Sequence[int]] = ()
) -> None:
    """Verify that an answer is the right size, `3 x 2`.

    got: text such as `3 x 2`, `3×2`, `(3, 2)`, `3 by 2`, or a list of numbers.
    also: other sizes that are right too. Raises CheckFailed where it is none, or another.
    """
    value = read_size(got, what)
    if value not in {tuple(right), *(tuple(one) for one in also)}:
        turned = value == tuple(reversed(right))
        fail(
            f"{what} is not the right size{': rows and columns are exchanged' if turned else ''}",
            f"got {' x '.join(map(str, value))}, expected {' x '.join(map(str, right))}",
            compared=Compared(what, value, tuple(right)),
        )


def read_size(got: object, what: str) -> tuple[int, ...]:
    """The whole numbers of a size. Raises CheckFailed."""
    parts: list[object]
    if type(got) is str:
        parts = [*_SIZE.split(_tidy(got, what).strip("()[]{} "))]
    elif type(got) in (list, tuple):
        parts = [*got][:MOST_CHOICES]  # type: ignore[misc]
    else:
        parts = [got]
    sizes = []
    for part in parts:
        text = part.strip() if type(part) is str else part
        value = float(text) if type(text) is int and abs(text) < 10**9 else None
        if type(text) is float:
            value = text
        if type(text) is str and re.fullmatch(r"\d{1,9}(\.0*)?", text):
            value = float(text)
        if value is None or not value.is_integer():
            fail(f"{what} must be a size such as 3 x 2, not {shown(got)!r}")
        sizes.append(int(value))
    return tuple(sizes)


def choice(
    got: object,
    right: str | Collection[str],
    *,
    options: Sequence[str],
    what: str,
    also: Sequence[Collection[str]] = (),
) -> None:
    """Verify a choice: one of the options, or, where `right` is a set, all that apply.

    got: text, or a list of texts; several in one text stand apart by commas. Case, spaces, order,
    brackets and quotes around don't matter. also: other sets of options that are right too.
    Raises CheckFailed where an answer is no option, or the choice is another.
    """
    known = {_folded(option): option for option in options}
    single = type(right) is str
    wanted = [frozenset({right}) if isinstance(right, str) else frozenset(right)]
    wanted += [frozenset({one}) if isinstance(one, str) else frozenset(one) for one in also]
    unknown = [one for each in wanted for one in each if one not in options]
    if unknown or len(known) != len(options):
        raise author_error(f"the options of {what} don't hold {unknown[:1]}, or are ambiguous")
    chosen = read_choice(got, options, what)
    if single and len(chosen) > 1:
        fail(f"{what} takes one of the options, {len(chosen)} came")
    if frozenset(chosen) not in wanted:
        listed = ", ".join(sorted(chosen)) or "none"
        fail(
            f"{what} is not the right choice{'' if single else ' (all that apply, and no other)'}",
            f"got {listed}, expected {', '.join(sorted(wanted[0]))}",
            compared=Compared(what, _marked(chosen, options), _marked(wanted[0], options)),
        )


def _marked(chosen: Collection[str], options: Sequence[str]) -> list[bool]:
    return [option in chosen for option in options]


def read_choice(got: object, options: Sequence[str], what: str) -> set[str]:
    """The options that an answer names. Raises CheckFailed where it names what is none."""
    known = {_folded(option): option for option in options}
    if type(got) is str:
        whole = _folded(_tidy(without_comments(got).replace("\n", ","), what))
        said = [whole] if whole in known else re.split(r"[,;\n]|\band\b", whole)
    elif type(got) in (list, tuple):
        items = [*got][:MOST_CHOICES]  # type: ignore[misc]
        said = [_folded(_tidy(str(item), what)) for item in items if type(item) in (str, int)]
        if len(said) < len(items):
            fail(f"{what} must be a list of texts")
    elif type(got) is int:
        said = [str(got)]
    else:
        fail(f"{what} must be text or a list of texts, {describe(got)} came")
    parts = [_BULLET.sub("", one.strip()) for one in said]
    bare = [one if one in known else one.strip(_AROUND) for one in parts]
    named = [one for one in bare if one]
    wrong = [one for one in named if one not in known]
    if wrong:
        fail(
            f"{what}: {shown(wrong[0])!r} is no option; the options are {', '.join(known.values())}"
        )
    return {known[one] for one in named}


def _folded(text: str) -> str:
    """Words alone: without case, a bullet before them, and what may stand for a blank."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ").strip()
    return " ".join(_HYPHEN.sub(" ", _BULLET.sub("", plain)).split())
