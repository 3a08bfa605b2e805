"""Cell magics whose body is no code of the notebook: another language, another process, a file."""

ELSEWHERE = frozenset(
    """! ai bash bigquery c cmd coffeescript configure cpp css cu cuda cython dot f90 file
    fortran go graphviz html java javascript js json julia kotlin latex lua markdown
    matlab mermaid node nvcc octave perl plantuml powershell prompt pwsh pypy python
    python2 python3 r ruby rust sass scala script sh shell skip sparql spark sql svg sx
    system tikz typescript writefile writetemplate yaml""".split()
)
"""In lower case. The body of any other cell magic is Python that runs in the notebook."""


def runs_here(magic: str) -> bool:
    """Whether the body of `%%magic` is Python whose names the notebook has afterwards."""
    return magic.lower() not in ELSEWHERE
