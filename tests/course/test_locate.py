"""Places of keys. The oracle: in these texts every number is the line it stands on."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from grader.course.locate import KeyPath, key_lines, line_of

TEXTS = {
    "plain keys": "a = 1\nb = 2\n\nc = 4",
    "tables": "a = 1\n[t]\nb = 3\n[t.u]\nc = 5\n[v.w]\nd = 7\n",
    "array of tables": "[[p]]\na = 2\n[[p]]\na = 4\n[p.q]\nb = 6\n"
    "[[p.r]]\nc = 8\n[[p.r]]\nc = 10\n",
    "dotted keys": "a.b = 1\na.c.d = 2\n[t]\nx.y = 4\n",
    "quoted keys": '"a b" = 1\n\'c.d\' = 2\n"e\\u0041".f = 3\n["x]"]\ny = 5\n',
    "inline tables": "a = { b = 1, c = { d = 1 } }\nf = [ { g = 2 }, { g = 2, h = 2 } ]\n",
    "arrays over lines": "a = [\n  2,\n  3, # three, not 4\n\n  5\n]\n"
    "b = [[7], [\n8,\n]]\nc = []\nd = 11",
    "strings with brackets": 's = "] } # = \\" [x]"\na = 2\nt = \'[y] \\\'\nb = 4\n',
    "long strings": 's = """\nb = 0\n\\""" [t]\n"""\na = 5\nt = \'\'\'\n[u]\n\'\'\'\nb = 9\n',
    "string ending in quotes": 's = """x"""""\na = 2\nt = """"""\nb = 4\n',
    "comments": "# a = 9\na = 2 # b = 8\n[t] # [u]\n# [[v]]\nb = 5",
    "carriage returns": "a = 1\r\n[t]\r\nb = 3\r\n",
    "spaces": '  a  =  1\n [ t . u ] \n\t"b" . c = 3\n[[ v ]]\nd = 5\n',
    "other values": "d = 1979-05-27 07:32:00\na = 2\nf = [1.5e3, inf, true]\nb = 4\n",
}


def numbers(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from numbers(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from numbers(item, (*path, index))
    elif type(value) is int:
        yield path, value


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_number_is_found_on_its_own_line(text: str) -> None:
    expected = dict(numbers(tomllib.loads(text)))
    lines = key_lines(text)
    assert expected
    assert {path: lines.get(path) for path in expected} == expected


def test_tables_stand_where_their_header_is() -> None:
    lines = key_lines("[a]\nx = 0\n[[p]]\n\n[[p]]\n")
    assert lines[("a",)] == 1
    assert lines[("p", 0)] == 3
    assert lines[("p", 1)] == 5


def test_unknown_path_falls_back_to_its_parent() -> None:
    lines = key_lines("\n[[p]]\nx = 0\n")
    assert line_of(lines, ("p", 0, "missing", 7)) == 2
    assert line_of(lines, ("nowhere",)) == 1
    assert line_of({}, ()) == 1


def test_text_that_is_not_toml_ends_the_scan() -> None:
    with pytest.raises(ValueError, match="not valid TOML"):
        key_lines("= 3")
