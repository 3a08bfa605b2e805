import pytest

from grader.course import marker_id


@pytest.mark.parametrize(
    "text",
    [
        'id = "umich_ps4"\ntitle = "x"\n[handout]\nversion = 1\n',
        "# a comment\r\ntitle = 'x'\r\nid = 'umich_ps4' # here\r\n",
        '\ufeffid="umich_ps4"',
        'id = "umich_ps4"\n[[problems]]\nid = "4.2a"\n',
    ],
)
def test_id_is_read(text: str) -> None:
    assert marker_id(text) == "umich_ps4"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x01",
        'id = ""',
        'id = "../../etc"',
        'id = "UPPER"',
        'id = "a b"',
        'id = "a\\n"',
        f'id = "{"a" * 65}"',
        'id = "one"\nid = "two"',
        'id = "one"\n"id" = "two"',
        "id = 4",
        'id.x = "one"',
        'id = "one" two',
        '[handout]\nid = "one"',
        'identity = "one"',
        'id = "straße"',
        "id = \"one'",
        'id = "one"\n' + "#" * 70_000,
        "a" + ".a" * 100_000 + " = 1",
        "[" * 60_000,
    ],
)
def test_anything_odd_gives_no_id(text: str) -> None:
    assert marker_id(text) == ""


def test_longest_id_passes() -> None:
    assert marker_id(f'id = "{"a" * 64}"') == "a" * 64
