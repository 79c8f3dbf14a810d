"""Where labels stand: boxes worked out by hand, and nothing on another for any wishes."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.show.slides.labels import Box, Ground, Wish, points_on
from planner.show.slides.paper import new_page, spread
from tests.show.slides.test_slides import small

VIEW = Box(0.0, 0.0, 100.0, 100.0)

NOTHING = (np.empty((0, 2)), np.empty(0))


def test_a_label_stands_at_the_right_of_its_point_where_there_is_room() -> None:
    ground = Ground(VIEW, *NOTHING)
    assert ground.place(Wish(50, 50, 20, 10, 4)) == Box(54, 45, 74, 55)


def test_a_second_label_of_the_same_point_goes_to_the_other_side() -> None:
    ground = Ground(VIEW, *NOTHING)
    ground.place(Wish(50, 50, 20, 10, 4))
    assert ground.place(Wish(50, 50, 20, 10, 4)) == Box(26, 45, 46, 55)


def test_a_label_keeps_away_from_lines() -> None:
    """A line to the right hides under a label there; at the left is nothing."""
    lines = [np.array([[50.0, 50.0], [100.0, 50.0]])]
    ground = Ground(VIEW, *points_on(lines, [6.0]))
    assert ground.place(Wish(50, 50, 20, 10, 4)) == Box(26, 45, 46, 55)


def test_a_label_without_room_is_left_out() -> None:
    ground = Ground(Box(0, 0, 10, 10), *NOTHING)
    assert ground.place(Wish(5, 5, 20, 10, 4)) is None


def test_points_on_a_line_stand_for_its_area() -> None:
    points, areas = points_on([np.array([[0.0, 0.0], [30.0, 40.0]])], [3.0])
    assert areas.sum() == pytest.approx(150.0)
    assert points.mean(axis=0) == pytest.approx([15.0, 20.0])


@given(
    st.lists(
        st.tuples(
            st.floats(0, 100), st.floats(0, 100), st.floats(1, 40), st.floats(1, 15), st.sampled_from([0.0, 4.0])
        ),
        max_size=40,
    )
)
def test_placed_labels_never_meet(wishes: list[tuple[float, float, float, float, float]]) -> None:
    ground = Ground(VIEW, *NOTHING)
    boxes = [box for wish in wishes if (box := ground.place(Wish(*wish))) is not None]
    assert all(box.within(VIEW) for box in boxes)
    assert not any(first.meets(second) for first, second in combinations(boxes, 2))


def test_spread_moves_only_what_is_too_close() -> None:
    assert spread([0.2, 0.5, 0.52], [0.1, 0.1, 0.1], 0.0, 1.0) == pytest.approx([0.2, 0.5, 0.6])
    assert spread([0.9, 0.97], [0.1, 0.1], 0.0, 1.0) == pytest.approx([0.85, 0.95])


@given(st.lists(st.floats(0, 1), max_size=9))
def test_spread_leaves_no_overlap_and_keeps_the_order(wanted: list[float]) -> None:
    found = spread(wanted, [0.1] * len(wanted), 0.0, 1.0)
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    for before, after in pairwise(order):
        assert found[after] - found[before] >= 0.1 - 1e-9
    assert all(0.05 - 1e-9 <= middle <= 0.95 + 1e-9 for middle in found)


def test_long_names_are_wrapped_at_spaces_and_keep_every_word() -> None:
    page = new_page(small(), "x", "Topic", "Title", "Mt")
    name = "Khorgos Gateway dry port and Khorgos-Eastern Gate SEZ"
    lines = page.wrap(name, 0.12, 4).split("\n")
    assert len(lines) > 1
    assert " ".join(lines) == name
    assert all(page.width(line) <= 0.12 for line in lines)


def test_a_name_longer_than_its_room_ends_with_dots() -> None:
    page = new_page(small(), "x", "Topic", "Title", "Mt")
    said = page.wrap("an endless name " * 40, 0.1, 2)
    assert said.count("\n") == 1
    assert said.endswith("…")
    assert page.width(said) <= 0.1
    assert page.width(page.wrap("W" * 500, 0.1, 1)) <= 0.1
