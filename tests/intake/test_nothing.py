"""What is told where a submission holds nothing to grade."""

from pathlib import Path

from .packing import is_clean, refusal, zipped


def test_what_cannot_be_run_is_named(tmp_path: Path) -> None:
    def told(*names: str) -> str:
        return refusal(zipped(tmp_path / "a.zip", dict.fromkeys(names, b"x")))

    one = told("report.pdf")
    assert "found only 'report.pdf', which can't be run" in one
    assert "hand in the .ipynb or .py" in one
    assert "File > Download > Download .ipynb" in one
    assert "found only 'a.html' and 'b.docx', which" in told("b.docx", "a.html")
    many = told(*(f"{number:03}.png" for number in range(500)))
    assert "'000.png', '001.png', '002.png' and 497 more, which can't be run" in many
    assert "found only" in told("hw.rar")
    assert is_clean(told("a\u202eb.pdf", "c.pdf"))
    assert "found only" in told("x" * 200 + ".pdf", "y" * 200 + ".pdf", "z" * 200 + ".pdf")


def test_what_tools_leave_behind_is_no_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "hw" / "__pycache__").mkdir(parents=True)
    (tmp_path / "hw" / "__pycache__" / "mlp.cpython-311.pyc").write_bytes(b"x")
    archive = zipped(tmp_path / "a.zip", {"hw/__pycache__/mlp.cpython-311.pyc": b"x"})
    for path in (tmp_path / "hw", archive):
        sentence = refusal(path)
        assert "empty" not in sentence
        assert "found only '__pycache__', which holds no work of yours" in sentence
    assert "found only '.git'" in refusal(zipped(tmp_path / "b.zip", {".git/config": b"x"}))
    zipped(tmp_path / "c.zip", {"__pycache__/a.pyc": b"x", "report.pdf": b"%PDF"})
    assert "found only 'report.pdf', which can't be run" in refusal(tmp_path / "c.zip")
