"""Entry of the child's interpreter: makes `grader.sandbox.child` importable, and nothing else.

Run as a script with these operands: what to be ("forkserver" or "worker"), how to reach the trusted
process (a descriptor, or a loopback port), and the folders of installed packages. The toolkit
itself stays out of reach: `grader` and `grader.sandbox` are empty packages here.
"""

import importlib.util
import os
import sys
import types


def load_package() -> None:
    """Register this folder as `grader.sandbox.child` under two empty parents."""
    folder = os.path.dirname(os.path.abspath(__file__))
    for name in ("grader", "grader.sandbox"):
        parent = types.ModuleType(name)
        parent.__path__ = []
        sys.modules[name] = parent
    spec = importlib.util.spec_from_file_location(
        "grader.sandbox.child",
        os.path.join(folder, "__init__.py"),
        submodule_search_locations=[folder],
    )
    if spec is None or spec.loader is None:
        raise ImportError(folder)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)


def main() -> None:
    """Become what the first operand says."""
    sys.path[:1] = []  # the folder of this script: its modules are no top-level modules
    sys.dont_write_bytecode = True
    load_package()
    role, address, *packages_at = sys.argv[1:]
    sys.path += packages_at
    sys.argv[:] = [""]
    sys.path_importer_cache.clear()
    if role == "forkserver":
        from grader.sandbox.child.forkserver import main as start
    else:
        from grader.sandbox.child.plain import main as start
    start(address)


if __name__ == "__main__":
    main()
