"""Reads the stack trace that a Java program leaves on stderr: a claim of the student's."""

import re

from grader.errors import StudentError
from grader.sandbox import told

THROWN = re.compile(r'(?m)^Exception in thread "[^"\n]{1,80}" ([\w.$]{1,200})(?:: (.{0,500}))?$')
FRAME = re.compile(r"(?m)^\s+at (?:[\w$]+[./])*[\w$<>.]+\(([\w$]+\.java):(\d{1,6})\)$")
KNOWN = frozenset(
    "ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException ClassCastException "
    "ClassNotFoundException ConcurrentModificationException EOFException Exception "
    "FileNotFoundException IOException IllegalArgumentException IllegalStateException "
    "IndexOutOfBoundsException InputMismatchException InvalidPathException "
    "NegativeArraySizeException NoSuchElementException NoSuchFileException "
    "NoClassDefFoundError NullPointerException NumberFormatException RuntimeException "
    "SecurityException StackOverflowError StringIndexOutOfBoundsException "
    "UnsupportedOperationException Error AssertionError".split()
)


def java_error(stderr: str, origin: told.Origin) -> StudentError | None:
    """The exception that ended a Java program, with the innermost line of the student's own."""
    thrown = THROWN.search(stderr)
    if thrown is None:
        return None
    name = thrown.group(1).rsplit(".", 1)[-1].rsplit("$", 1)[-1]
    kind = name if name in KNOWN or name in origin.words else "Exception"
    labels = {label.rsplit("/", 1)[-1]: label for label in origin.lines}
    for file, line in FRAME.findall(stderr, thrown.end()):
        if file in labels:
            place = origin.place([labels[file], int(line), "", ""])
            return StudentError(kind, thrown.group(2) or "", place)
    return StudentError(kind, thrown.group(2) or "")
