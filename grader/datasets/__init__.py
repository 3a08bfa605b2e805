"""Datasets by name: a registry, a search for what this host has, a download, a stand-in.

Theory of operation. `registry` is a fixed table: for each dataset its licence, its source, the
files to download with their SHA-256, and the forms in which it may lie on disk, best first. `shelf`
looks for these forms in the folder that GRADER_DATA names, then in the download cache; the first
one found is read, and where there is none, the dataset is generated. Every result carries a
`DataUsed`, so that a report can say whether the real thing was used. A form that is there but can't
be read is an error and never passed over: silently different data would be silently different
grades. Readers take plain numbers only: nothing is unpickled, and every size is verified. What was
loaded is kept by a `DataShelf`, which lives as long as one run; no module remembers anything.
"""

from grader.datasets.fetch import download
from grader.datasets.forms import Dataset, Loaded
from grader.datasets.registry import names
from grader.datasets.shelf import DataShelf, available, load, stand_in

__all__ = ["DataShelf", "Dataset", "Loaded", "available", "download", "load", "names", "stand_in"]
