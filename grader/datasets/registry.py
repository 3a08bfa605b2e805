"""The datasets that are known. To add one: a module with its readers, and an entry here."""

from grader.datasets import cifar10
from grader.datasets.forms import Entry, Form, RemoteFile
from grader.errors import UsageError

_CIFAR10 = Entry(
    name="cifar10",
    title="CIFAR-10: 60,000 colour images of 32 x 32 pixels in 10 classes",
    licence="none stated; the authors ask to cite Krizhevsky, Learning Multiple Layers of Features"
    " from Tiny Images, 2009",
    source="https://www.cs.toronto.edu/~kriz/cifar.html",
    files=(
        # The official page lists an MD5 (c32a1d4ab5d03f1284b67883e8d87530) and no SHA-256; this
        # one is what several independent projects observed for that very archive.
        RemoteFile(
            url="https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
            sha256="c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            size=170_052_171,
        ),
    ),
    forms=(
        Form(
            "cifar10/cifar-10-batches-bin",
            "complete",
            "official binary version",
            cifar10.read_folder,
        ),
        Form(
            "cifar10/cifar-10-binary.tar.gz",
            "complete",
            "official binary version",
            cifar10.read_archive,
        ),
        Form("cifar10/cifar10_subset.npz", "subset", "real images", cifar10.read_subset),
    ),
    generate=cifar10.generate,
)

ENTRIES: tuple[Entry, ...] = (_CIFAR10,)


def names() -> tuple[str, ...]:
    """Names of all known datasets."""
    return tuple(entry.name for entry in ENTRIES)


def find_entry(name: str) -> Entry:
    """The entry of a dataset; raises UsageError, which lists the known names, if there is none."""
    for entry in ENTRIES:
        if entry.name == name:
            return entry
    raise UsageError(f"unknown dataset {name!r}; known are: {', '.join(names())}")
