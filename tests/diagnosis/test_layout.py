"""The right numbers in other places."""

import numpy as np
import pytest

from grader.diagnosis import Evidence, explain

from .looks import found, labels, normal

RIGHT = normal(4, 3)
IMAGES = normal(3, 5, 5)


@pytest.mark.parametrize(
    ("got", "right", "relation"),
    [
        (RIGHT.T, RIGHT, "transposed"),
        (normal(4, 4).T, normal(4, 4), "transposed"),
        (normal(2, 3, 4).transpose(0, 2, 1), normal(2, 3, 4), "axes_order"),
        (RIGHT.reshape(2, 6), RIGHT, "other_shape"),
        (RIGHT[:, :1].ravel(), RIGHT[:, :1], "other_shape"),
        (RIGHT[:, :1].T, RIGHT[:, :1], "other_shape"),
        (RIGHT.ravel(order="F").reshape(4, 3), RIGHT, "reading_order"),
        (RIGHT.ravel(order="F").reshape(2, 6), RIGHT, "reading_order"),
        (
            normal(24, 5).reshape(2, 3, 4, 5),
            normal(24, 5).reshape((2, 3, 4, 5), order="F"),
            "reading_order",
        ),
        (RIGHT[::-1], RIGHT, "reversed"),
        (RIGHT[:, ::-1], RIGHT, "reversed"),
        (IMAGES[:, ::-1, ::-1], IMAGES, "turned"),
        (np.rot90(IMAGES, 1, (1, 2)), IMAGES, "turned"),
        (np.roll(RIGHT, 1, axis=0), RIGHT, "shifted"),
        (np.roll(IMAGES, -1, axis=2), IMAGES, "shifted"),
        (np.concatenate([np.zeros((1, 3)), RIGHT[:-1]]), RIGHT, "shifted"),
        (RIGHT[1:], RIGHT, "one_less"),
        (RIGHT[:-1], RIGHT, "one_less"),
        (np.concatenate([RIGHT, normal(1, 3)]), RIGHT, "one_more"),
        (np.concatenate([[0.5], RIGHT[0]]), RIGHT[0], "one_more"),
        (RIGHT[[2, 0, 3, 1]], RIGHT, "permuted"),
        (RIGHT[:, [1, 0, 2]], RIGHT, "permuted"),
        (RIGHT * np.array([[1], [1], [1], [0]]), RIGHT, "edge_left_out"),
    ],
)
def test_moved(got, right, relation):
    assert found(got, right) == relation
    wrong = got.copy()
    wrong.flat[got.size // 2] += 0.01
    assert found(wrong, right) == ""


def test_a_symmetric_array_is_not_transposed():
    half = normal(4, 4)
    right = half + half.T
    assert found(right.T + 0.01 * normal(4, 4, seed=1), right) == ""


def test_images_moved_the_wrong_way_or_wrapped():
    up = np.concatenate([IMAGES[:, 1:], np.zeros((3, 1, 5))], axis=1)
    down = np.concatenate([np.zeros((3, 1, 5)), IMAGES[:, :-1]], axis=1)
    assert found(down, up, images=IMAGES) == "shifted"
    assert found(np.roll(IMAGES, -1, axis=1), up, images=IMAGES) == "wrapped"
    assert found(np.roll(IMAGES, -1, axis=1), up, images=IMAGES[::-1]) == ""


def test_few_classes_are_reversed_by_chance():
    right = np.array([3, 3, 5, 3, 3, 1])
    assert found(right[::-1], right) == ""
    many = labels(60, 10)
    assert found(many[::-1], many) == "reversed"


def test_a_zero_row_in_the_middle_is_no_edge():
    wrong = RIGHT.copy()
    wrong[2] = 0
    assert found(wrong, RIGHT) == "partly_zero"


def test_few_places_or_equal_ones_are_not_taken_for_a_shift() -> None:
    """They agree with their neighbours by chance."""
    three = normal(3)
    assert found(np.array([three[1], three[2], 0.5]), three) == ""
    steps = np.repeat(normal(2), 4)
    assert found(np.roll(steps, 1), steps) != "shifted"


def test_a_shift_is_told_without_a_guess_at_its_cause() -> None:
    right = normal(6)
    late = np.concatenate([normal(1, seed=3), right[:-1]])
    finding = explain(Evidence("losses", late, right))
    assert finding is not None
    assert finding.sentence == "losses holds along axis 0 what was expected one place before"
    early = np.concatenate([right[1:], normal(1, seed=3)])
    finding = explain(Evidence("losses", early, right))
    assert finding is not None
    assert finding.sentence.endswith("one place after")
