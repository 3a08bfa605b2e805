"""Known bugs of 2.1: probabilities that are kept away from 0."""

from grader.model import KnownBug

MEAN = "-log_p[rows, y].mean()"

FLOORS = (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 2.0**-52, 1e-20, 1e-30)


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.1",
            check=check,
            file="two_layer_mlp.py",
            old=old,
            new=new,
            sentence=sentence,
            hint=hint,
            also=also,
        )
        for name, (new, sentence, hint) in table.items()
    )


BUGS: tuple[KnownBug, ...] = (
    *_bugs(
        "test_large_scores",
        MEAN,
        {
            f"loss_floor_{place}": (
                f"-np.log(np.maximum(np.exp(log_p[rows, y]), {floor!r})).mean()",
                "Small probabilities are raised (clipped, or a small number is added), so that the "
                "loss of a very wrong row is too small.",
                "The logarithm of a softmax can be written so that no probability is computed",
            )
            for place, floor in enumerate(FLOORS)
        },
    ),
)
