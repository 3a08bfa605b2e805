"""Pictures of what differs: a wrong row is light, and no number of a hidden check is read off."""

import numpy as np

from grader.errors import Compared
from grader.runner.compared import both_curves, heat_maps

RNG = np.random.default_rng(1)


def pixels(compared: Compared) -> np.ndarray:
    ((gallery,), (picture,)) = (heat_maps(compared), heat_maps(compared)[0].pictures)
    assert gallery.title.startswith("Relative error of")
    return np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width)


def test_a_wrong_row_is_light_and_the_rest_dark() -> None:
    right = RNG.standard_normal((4, 6))
    wrong = right.copy()
    wrong[2] *= 3
    found = pixels(Compared("dw", wrong, right))
    assert found.shape == (4, 6)
    assert (found[2] > 200).all()
    assert (np.delete(found, 2, axis=0) == 0).all()


def test_nan_is_wrong_and_three_axes_lie_flat() -> None:
    right = RNG.standard_normal((3, 2, 5))
    wrong = right.copy()
    wrong[1, 0, 0] = np.nan
    wrong[2, 1, 4] = np.inf
    found = pixels(Compared("y", wrong, right))
    assert found.shape == (3, 10)
    assert (found[1, 0], found[2, 9], np.count_nonzero(found)) == (255, 255, 2)


def test_no_number_can_be_read_off() -> None:
    """Nine shades in all: the same picture for very different numbers."""
    right = RNG.standard_normal((8, 8))
    shades = set(pixels(Compared("dw", RNG.standard_normal((8, 8)), right)).ravel().tolist())
    assert len(shades) <= 9
    first, second = (pixels(Compared("dw", 2 * x, x)) for x in (right, right**3))
    assert np.abs(first.astype(int) - second.astype(int)).max() <= 32


def test_what_is_no_array_of_one_shape_is_not_drawn() -> None:
    square = np.ones((3, 3))
    for got, right in ((square, np.ones((3, 4))), (1.0, 2.0), (np.ones((99, 2)), np.ones((99, 2)))):
        assert heat_maps(Compared("x", got, right)) == ()
    assert heat_maps(Compared("x", square * 1j, square)) == ()
    assert heat_maps(Compared("x", np.array([["a"]]), square)) == ()


def test_curves_are_for_public_checks_alone() -> None:
    compared = Compared("losses", np.arange(9.0), np.arange(9.0) + 1)
    assert both_curves(compared, "hidden") == ()
    yours, expected = both_curves(compared, "public")
    assert (yours.label, expected.label) == ("yours", "expected")
    assert expected.values[0] == 1.0
    assert both_curves(Compared("x", np.ones((9, 2)), np.ones((9, 2))), "public") == ()
