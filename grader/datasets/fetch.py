"""Download a dataset into the cache, verified by SHA-256."""

from pathlib import Path

import pooch  # type: ignore[import-untyped]
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from grader.datasets.forms import Entry, RemoteFile
from grader.datasets.registry import find_entry
from grader.errors import HostError

_TIMEOUT_SECONDS = 30


def cache_folder() -> Path:
    """Where downloads are kept: the user's own cache folder on this system."""
    return Path(pooch.os_cache("nn-grader"))


def download(name: str, progress: bool, *, cache: Path | None = None) -> tuple[Path, ...]:
    """Download the files of a dataset that aren't there yet; gives their paths.

    progress: show a progress bar on stderr.
    cache: folder to keep the files in, None for the usual one.
    A file appears under its name only after its SHA-256 was found right.
    Raises UsageError for an unknown name, HostError if a file can't be had or is another one.
    """
    return fetch(find_entry(name), progress, cache or cache_folder())


def fetch(entry: Entry, progress: bool, cache: Path) -> tuple[Path, ...]:
    """`download` for any registry entry, known or not."""
    if not entry.files:
        raise HostError(
            f"dataset {entry.name} can't be downloaded; put its files into a folder"
            f" {entry.forms[0].path} in the folder that GRADER_DATA names. Source: {entry.source}"
        )
    return tuple(_fetch_file(entry, file, progress, cache) for file in entry.files)


def _fetch_file(entry: Entry, file: RemoteFile, progress: bool, cache: Path) -> Path:
    folder = cache / entry.name
    reasons = []
    for url in (file.url, *file.mirrors):
        try:
            return _retrieve(url, file, progress, folder)
        except (OSError, ValueError) as error:
            reason = "its SHA-256 is wrong" if isinstance(error, ValueError) else str(error)
            reasons.append(f"{url} can't be had ({reason})")
    raise HostError(
        f"dataset {entry.name}: {'; '.join(reasons)}; try again, or put the"
        f" file into {folder} by hand (SHA-256 {file.sha256})"
    )


def _retrieve(url: str, file: RemoteFile, progress: bool, folder: Path) -> Path:
    with _Bar(file, shown=progress) as bar:
        downloader = pooch.HTTPDownloader(progressbar=bar, timeout=_TIMEOUT_SECONDS)
        return Path(
            pooch.retrieve(url, f"sha256:{file.sha256}", file.name, folder, downloader=downloader)
        )


class _Bar:
    """A rich progress bar with the four members that pooch expects of one."""

    def __init__(self, file: RemoteFile, *, shown: bool) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=Console(stderr=True),
            disable=not shown,
        )
        self._task = self._progress.add_task(file.name, total=file.size)
        self.total = file.size

    def __enter__(self) -> "_Bar":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def update(self, amount: int) -> None:
        """Another `amount` bytes have arrived."""
        self._progress.update(self._task, advance=amount)

    def reset(self) -> None:
        """Pooch rewinds once after the last byte, to show a bar that is full in the end."""
        self._progress.reset(self._task, total=self.total)

    def close(self) -> None:
        """Nothing to do: leaving the context ends the bar."""
