import os


def test_mine():
    assert not os.path.exists("nothing")


raise SystemExit("run me with pytest")
