"""The generated stand-ins have the form of the real data, and are the same on every call."""

import numpy as np
import pytest

from grader.datasets import stand_in


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_images_have_the_form_of_the_real_ones(name: str) -> None:
    data = stand_in(name)
    assert data.used.origin == "stand-in"
    assert data.x_train.shape == (12_000, 784)
    assert data.x_test.shape == (2_000, 784)
    assert data.x_train.dtype == data.x_test.dtype == np.uint8
    assert data.y_train.dtype == data.y_test.dtype == np.int64
    # enough for 1,000 training and 200 validation images of each class
    assert np.bincount(data.y_train).tolist() == [1200] * 10
    assert np.bincount(data.y_test).tolist() == [200] * 10
    assert data.x_train[:, 0].max() == 0  # a black margin, as in the real images
    assert data.x_train.min() == 0
    assert data.x_train.max() == 255


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_images_are_the_same_on_every_call(name: str) -> None:
    first, second = stand_in(name), stand_in(name)
    np.testing.assert_array_equal(first.x_train, second.x_train)
    np.testing.assert_array_equal(first.y_test, second.y_test)


def test_the_two_differ() -> None:
    assert not np.array_equal(stand_in("mnist").x_train, stand_in("fashion_mnist").x_train)


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist"])
def test_no_test_image_is_a_training_image(name: str) -> None:
    data = stand_in(name)
    train = {row.tobytes() for row in data.x_train}
    assert not any(row.tobytes() in train for row in data.x_test)


def test_letters_have_the_form_of_the_real_ones() -> None:
    data = stand_in("cmu_letters")
    shapes = {"tiny": (2, 2, 5), "small": (500, 100, 128)}
    shapes |= {"medium": (5000, 1000, 128), "large": (9000, 1000, 128)}
    for name, (train, validation, features) in shapes.items():
        arrays = getattr(data, name)
        assert arrays.x_train.shape == (train, features)
        assert arrays.x_test.shape == (validation, features)
        assert set(np.unique(arrays.x_train)) == {0.0, 1.0}
        assert arrays.x_train.dtype == np.float64
        assert set(arrays.y_train.tolist()) <= set(range(10))
    assert np.bincount(data.small.y_train).tolist() == [50] * 10
    assert len(set(data.tiny.y_train.tolist())) == 2


def test_letters_are_written_as_the_course_does() -> None:
    data = stand_in("cmu_letters")
    # the real files have these sizes too: a digit and a comma for each value
    assert len(data.csv("large", "train")) == 2_322_000
    assert len(data.csv("tiny", "train")) == 23
    line = data.csv("small", "train").split(b"\n")[7]
    assert [int(number) for number in line.split(b",")] == [
        data.small.y_train[7],
        *data.small.x_train[7].astype(int),
    ]
    assert data.csv("small", "test").endswith(b"\n")


def test_letters_are_the_same_on_every_call() -> None:
    assert stand_in("cmu_letters").files == stand_in("cmu_letters").files


def test_no_letter_comes_twice() -> None:
    data = stand_in("cmu_letters")
    files = [data.csv(name, part) for name in ("small", "large") for part in ("train", "test")]
    lines = [line for file in files for line in file.splitlines()]
    assert len(set(lines)) == len(lines)
