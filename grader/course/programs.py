"""What `[[programs]]` of a manifest must fulfil, and where its folders lie."""

import math
import re
from pathlib import Path

import msgspec

from grader.course.locate import KeyPath, line_of
from grader.course.manifest import Places
from grader.model import Assignment, ProgramSpec

_NAME = re.compile(r"[A-Za-z_]\w{0,63}", re.ASCII)
_FOLDERS = {"class_path": "java", "include": "cpp"}


def check_programs(spec: Assignment, places: Places) -> None:
    """Refuse programs that contradict themselves or the files that students hand in.

    Raises AuthorError with file and line of the first fault.
    """
    names = [program.name for program in spec.programs]
    for index, program in enumerate(spec.programs):
        key = ("programs", index)
        if not _NAME.fullmatch(program.name):
            raise places.fault(
                (*key, "name"),
                f"program {program.name!r}: expected a name such as neuralnet, without suffix: "
                "letters, digits and _",
            )
        if program.name in names[:index]:
            first = line_of(places.lines, ("programs", names.index(program.name), "name"))
            raise places.fault(
                (*key, "name"), f"program {program.name!r} stands twice, first in line {first}"
            )
        if not (math.isfinite(program.compile_seconds) and program.compile_seconds > 0):
            raise places.fault(
                (*key, "compile_seconds"),
                f"program {program.name}: expected compile_seconds above 0, "
                f"got {program.compile_seconds:g}",
            )
        _check_languages(spec, program, key, places)


def _check_languages(spec: Assignment, program: ProgramSpec, key: KeyPath, places: Places) -> None:
    languages = program.languages
    if not languages or len(set(languages)) < len(languages):
        raise places.fault(
            (*key, "languages"),
            f"program {program.name}: expected one or more languages, each once",
        )
    for table, language in _FOLDERS.items():
        if getattr(program, table) and language not in languages:
            raise places.fault(
                (*key, table),
                f"program {program.name}: {table} is for {language}, which its languages lack",
            )
    handed_in = {file.path.rsplit("/", 1)[-1] for file in spec.files}
    if "python" in languages and f"{program.name}.py" not in handed_in:
        raise places.fault(
            (*key, "name"),
            f"program {program.name}: {program.name}.py is not among the files that students hand "
            "in; list it under [[files]]",
        )


def check_program_folders(spec: Assignment, places: Places) -> None:
    """Refuse a relative `class_path` or `include` that isn't beside the manifest.

    Absolute ones belong to the host, which may lack them; then only what needs them suffers.
    Raises AuthorError with file and line.
    """
    for index, program in enumerate(spec.programs):
        for table in _FOLDERS:
            for at, entry in enumerate(getattr(program, table)):
                if not (places.path.parent / entry).exists() and not Path(entry).is_absolute():
                    raise places.fault(
                        ("programs", index, table, at),
                        f"{entry!r} of {table} is missing beside the manifest; put it there, or "
                        "write an absolute path",
                    )


def with_full_paths(spec: Assignment, folder: Path) -> Assignment:
    """The same with every `class_path` and `include` as an absolute path."""
    base = folder.resolve()
    programs = tuple(
        msgspec.structs.replace(
            program,
            class_path=tuple(str(base / entry) for entry in program.class_path),
            include=tuple(str(base / entry) for entry in program.include),
        )
        for program in spec.programs
    )
    return msgspec.structs.replace(spec, programs=programs)
