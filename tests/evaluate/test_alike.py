"""When two quotes name the same thing."""

from __future__ import annotations

import pytest

from sayso.evaluate import alike
from sayso.evaluate.alike import names_in_common


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        ("", None, True),
        ("soldiers", None, False),
        ("soldiers", "the soldiers", True),
        ("Israeli strikes", "Israel", True),
        ("the Israeli army", "Israel Defense Forces", True),
        ("United Nations", "the U.N.", True),
        ("women and children", "women", True),
        ("a policeman", "policemen", True),
        ("Iran", "Iraq", False),
        ("junta troops", "resistance fighters", False),
        ("members of the town's relief committee", "town", False),
        ("the", "The", True),
        ("the", "a", False),
    ],
)
def test_alike(one: str | None, other: str | None, same: bool) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_each_name_goes_with_one_other() -> None:
    assert names_in_common({"Arden", "Upper Arden"}, {"Arden"}) == 1
    assert names_in_common({"Arden", "Lakeside"}, {"Lakeside", "Arden city"}) == 2
    assert names_in_common({"Arden"}, set()) == 0
