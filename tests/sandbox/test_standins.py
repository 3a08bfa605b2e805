"""Progress bars and widgets that aren't there cost nothing: what is asked of them goes through."""

from typing import Any

import pytest

USE = """
def total(n):
    added = 0
    with tqdm(range(n), desc="epoch") as bar:
        for i in bar:
            added += i
            bar.set_postfix(loss=0.5)
    return added

def counted(n):
    bar = tqdm(total=n)
    for i in range(n):
        bar.update(1)
    bar.close()
    return n
"""


@pytest.mark.parametrize(
    "module", ["tqdm", "tqdm.notebook", "tqdm.auto", "tqdm.autonotebook", "tqdm.std"]
)
def test_a_progress_bar_of_any_kind_iterates(jail: Any, module: str) -> None:
    submission = jail.run(f"from {module} import tqdm\n{USE}")
    assert [cell.message for cell in jail.sessions[0].cells] == [""]
    assert submission.total(5) == 10
    assert submission.counted(3) == 3


def test_a_class_may_be_built_on_a_widget(jail: Any) -> None:
    code = (
        "import ipywidgets\nclass Box(ipywidgets.HBox): size = 3\ndef size(): return Box().size\n"
    )
    assert jail.run(code).size() == 3
