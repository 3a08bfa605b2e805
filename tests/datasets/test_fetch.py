"""Downloads, from a server on the loopback interface."""

import hashlib
import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from grader.datasets import DataShelf, download
from grader.datasets.cifar10 import generate
from grader.datasets.fetch import fetch
from grader.datasets.forms import Entry, RemoteFile
from grader.datasets.registry import ENTRIES
from grader.errors import HostError, UsageError

CONTENT = b"pixels" * 1000


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    folder = tmp_path / "server"
    folder.mkdir()
    (folder / "small.bin").write_bytes(CONTENT)
    handler = partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def entry(url: str, content: bytes = CONTENT, *mirrors: str) -> Entry:
    file = RemoteFile(url, hashlib.sha256(content).hexdigest(), len(content), mirrors)
    return Entry("small", "", "", "", (file,), (), generate)


@pytest.mark.parametrize("progress", [False, True])
def test_file_arrives(
    server: str, cache: Path, progress: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (path,) = fetch(entry(f"{server}/small.bin"), progress, cache)
    assert path == cache / "small" / "small.bin"
    assert path.read_bytes() == CONTENT
    captured = capsys.readouterr()
    assert captured.out == ""
    assert ("6.0/6.0 kB" in captured.err) == progress


def test_file_that_is_there_is_not_fetched_again(server: str, cache: Path, tmp_path: Path) -> None:
    wanted = entry(f"{server}/small.bin")
    fetch(wanted, False, cache)
    (tmp_path / "server" / "small.bin").unlink()
    (path,) = fetch(wanted, False, cache)
    assert path.read_bytes() == CONTENT


def test_wrong_checksum_leaves_nothing(server: str, cache: Path) -> None:
    with pytest.raises(HostError, match=r"SHA-256 is wrong.*by hand"):
        fetch(entry(f"{server}/small.bin", CONTENT + b"!"), False, cache)
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_missing_file(server: str, cache: Path) -> None:
    with pytest.raises(HostError, match="404"):
        fetch(entry(f"{server}/other.bin"), False, cache)


def test_no_server(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(HostError, match="can't be had"):
        fetch(entry("http://127.0.0.1:9/small.bin"), False, cache)


def test_mirror_is_asked_after_the_first_address(
    server: str, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = f"{server}/elsewhere/small.bin"
    (path,) = fetch(entry(gone, CONTENT, f"{server}/small.bin"), False, cache)
    assert path == cache / "small" / "small.bin"
    assert path.read_bytes() == CONTENT
    assert capsys.readouterr().out == ""


def test_mirror_with_another_content_is_not_taken(server: str, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "server" / "old").mkdir()
    (tmp_path / "server" / "old" / "small.bin").write_bytes(b"moved")
    wrong, gone = f"{server}/old/small.bin", f"{server}/new/small.bin"
    with pytest.raises(
        HostError, match=r"old/small\.bin can't be had \(its SHA.*new.*404.*by hand"
    ):
        fetch(entry(wrong, CONTENT, gone), False, cache)
    (path,) = fetch(entry(wrong, CONTENT, gone, f"{server}/small.bin"), False, cache)
    assert path.read_bytes() == CONTENT


def test_what_has_no_address_is_to_be_put_there_by_hand(cache: Path) -> None:
    with pytest.raises(HostError, match=r"can't be downloaded.*cmu_hw5.*GRADER_DATA.*handout"):
        download("cmu_letters", False, cache=cache)


def test_unknown_name(cache: Path) -> None:
    with pytest.raises(UsageError, match="known are"):
        download("cifar11", False, cache=cache)


def test_downloads_land_where_the_shelf_looks(cache: Path) -> None:
    for known in ENTRIES:
        for file in known.files:
            places = {form.path: form.files for form in known.forms}
            assert f"{known.name}/{file.name}" in places or file.name in places[known.name]
            assert len(bytes.fromhex(file.sha256)) == 32
            assert all(mirror.endswith(f"/{file.name}") for mirror in file.mirrors)
        for form in known.forms:
            if form.files and known.files:
                assert {file.name for file in known.files} == set(form.files)
    archive = cache / "cifar10" / "cifar-10-binary.tar.gz"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(b"")
    assert DataShelf(cache=cache).available("cifar10").origin == "complete"
