"""The datasets that are known. To add one: a module with its readers, and an entry here."""

from functools import partial

from grader.datasets import cifar10, idx, letters, standin
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

# The complete sets by the SHA-256 of each file's unpacked content.
_MNIST_CONTENT = {
    idx.TRAIN_IMAGES: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    idx.TRAIN_LABELS: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    idx.TEST_IMAGES: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    idx.TEST_LABELS: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
_FASHION_CONTENT = {
    idx.TRAIN_IMAGES: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
    idx.TRAIN_LABELS: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
    idx.TEST_IMAGES: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
    idx.TEST_LABELS: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
}


def _mnist_file(name: str, sha256: str, size: int) -> RemoteFile:
    """The author's own page has long refused downloads, so the mirrors are asked."""
    return RemoteFile(
        f"https://ossci-datasets.s3.amazonaws.com/mnist/{name}",
        sha256,
        size,
        mirrors=(f"https://storage.googleapis.com/cvdf-datasets/mnist/{name}",),
    )


def _fashion_file(name: str, sha256: str, size: int) -> RemoteFile:
    """The address that the authors give; their repository holds the same files."""
    return RemoteFile(
        f"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/{name}",
        sha256,
        size,
        mirrors=(
            f"https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/{name}",
        ),
    )


_MNIST = Entry(
    name="mnist",
    title="MNIST: 70,000 handwritten digits of 28 x 28 pixels in 10 classes",
    licence="CC BY-SA 3.0; Y. LeCun, C. Cortes, C. Burges",
    source="http://yann.lecun.com/exdb/mnist/",
    files=(
        # The SHA-256 of the archives as first published, as several independent projects report
        # them; the SHA-256 of the content above were computed from a copy packed anew.
        _mnist_file(
            idx.TRAIN_IMAGES,
            "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
            9_912_422,
        ),
        _mnist_file(
            idx.TRAIN_LABELS,
            "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
            28_881,
        ),
        _mnist_file(
            idx.TEST_IMAGES,
            "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
            1_648_877,
        ),
        _mnist_file(
            idx.TEST_LABELS,
            "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
            4_542,
        ),
    ),
    forms=(
        Form(
            "mnist",
            "complete",
            "all 70,000 digits",
            partial(idx.read_folder, sha256=_MNIST_CONTENT),
            files=idx.FILES,
        ),
    ),
    generate=standin.mnist,
)

_FASHION_MNIST = Entry(
    name="fashion_mnist",
    title="Fashion-MNIST: 70,000 articles of clothing, 28 x 28 pixels, in 10 classes",
    licence="MIT; Zalando SE",
    source="https://github.com/zalandoresearch/fashion-mnist",
    files=(
        _fashion_file(
            idx.TRAIN_IMAGES,
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            26_421_880,
        ),
        _fashion_file(
            idx.TRAIN_LABELS,
            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            29_515,
        ),
        _fashion_file(
            idx.TEST_IMAGES,
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            4_422_102,
        ),
        _fashion_file(
            idx.TEST_LABELS,
            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
            5_148,
        ),
    ),
    forms=(
        Form(
            "fashion_mnist",
            "complete",
            "all 70,000 articles",
            partial(idx.read_folder, sha256=_FASHION_CONTENT),
            files=idx.FILES,
        ),
    ),
    generate=standin.fashion_mnist,
)

_LETTER_FILES = {
    "tinyTrain.csv": (23, "6a8f1b8899eb90e1d1d862c13651aa1b9d580b0b5392f908c6a13f0ae6866907"),
    "tinyValidation.csv": (23, "edd7f576c2bfad7530c49fdcd4c28ead407056199f3406863544382203567503"),
    "smallTrain.csv": (
        129_000,
        "988ba3efda615b3162b04fe9d057262228cd868cf53536fda1aadcee862771fc",
    ),
    "smallValidation.csv": (
        25_800,
        "5d9976821dd65780171bdda788b9e5164b4a3795a710a1210a52cf2911d09ad4",
    ),
    "mediumTrain.csv": (
        1_290_000,
        "4e1a2209f96a49cc1d64fea5a2805d990505aa639ad070814647d67098b3fe59",
    ),
    "mediumValidation.csv": (
        258_000,
        "9feceb70c5336ab9528eca626438939e263b5b465928577b70491ff5ed93fff1",
    ),
    "largeTrain.csv": (
        2_322_000,
        "025a830b7c22aeee14b44fca1161a3a6f1779cf6e88aa35b1d7763d924692d7e",
    ),
    "largeValidation.csv": (
        258_000,
        "01d465c34ec7c5810e21e07ed832e68a9e06e04b0b6420dc996184f6fbad1664",
    ),
}

_CMU_LETTERS = Entry(
    name="cmu_letters",
    title="OCR letters of CMU 10-301/601: four csv sets in 10 classes",
    licence="none stated; letters collected by Rob Kassel, MIT, prepared by the course",
    source="http://ai.stanford.edu/~btaskar/ocr/ (the letters), the course's handout (the sets)",
    files=(),  # the course's handout has no lasting address
    forms=(
        Form(
            "cmu_hw5",
            "complete",
            "the course's csv files",
            partial(letters.read_folder, files=_LETTER_FILES),
            files=tuple(_LETTER_FILES),
        ),
    ),
    generate=standin.cmu_letters,
)

ENTRIES: tuple[Entry, ...] = (_CIFAR10, _MNIST, _FASHION_MNIST, _CMU_LETTERS)


def names() -> tuple[str, ...]:
    """Names of all known datasets."""
    return tuple(entry.name for entry in ENTRIES)


def find_entry(name: str) -> Entry:
    """The entry of a dataset; raises UsageError, which lists the known names, if there is none."""
    for entry in ENTRIES:
        if entry.name == name:
            return entry
    raise UsageError(f"unknown dataset {name!r}; known are: {', '.join(names())}")
