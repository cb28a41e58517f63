"""The household panel is what its truth says, and its guards see each fault."""

import numpy as np
import pytest

from crmlab import datasets
from crmlab.courseinfo import PUBLIC
from crmlab.datasets import _household_panel
from crmlab.identity import Student


@pytest.fixture(scope="module")
def students():
    return [datasets.load("household_panel", student=Student(f"student{i}", PUBLIC)) for i in range(8)]


def test_a_year_has_52_signs(students):
    for frame in students:
        assert (frame["weeks"].str.len() == 52).all()
        assert set("".join(frame["weeks"])) == set("ABCDE-")


def test_only_the_invited_join(students):
    for frame in students:
        assert (frame["joined"] <= frame["invited"]).all()
        assert (frame.loc[frame["joined"] == 0, "points_redeemed"] == 0).all()
        assert 0.42 < frame["invited"].mean() < 0.58


def test_members_do_not_redeem_more_than_they_earn(students):
    for frame in students:
        packs = _household_panel.counted(frame, range(26, 52))
        assert (frame["points_redeemed"] <= 10 * frame["eur_per_pack"] * packs + 1e-6).all()


def test_the_lottery_is_a_fair_one(students):
    before = [
        np.subtract(
            *(_household_panel.counted(frame, range(20))[frame["invited"] == k].mean() for k in (1, 0))
        )
        for frame in students
    ]
    assert abs(np.mean(before)) < 0.3


def test_order_of_the_packs_means_nothing_within_a_stretch(students):
    from crmlab.loyalty import switching_matrix

    frame = students[0]
    weeks = [list(year[26:].replace("-", "")) for year in frame["weeks"]]
    bought = frame[["household_id"]].assign(brand=weeks).explode("brand").dropna()
    shuffled = bought.sample(frac=1, random_state=1).sort_values("household_id", kind="stable")
    rates = [switching_matrix(table, "household_id", "brand").repeat_rate for table in (bought, shuffled)]
    assert rates[0] == pytest.approx(rates[1], abs=0.02)


def test_guards_see_each_fault():
    frame = datasets.load("household_panel")
    assert _household_panel.guards(frame) == []
    order = np.random.default_rng(0).permutation(len(frame))
    for columns, words in {
        ("invited", "joined"): "the lottery finds no use",
        ("af1", "af2", "af3"): "affection does not clearly protect",
        ("sw1", "sw2"): "no lever",
        ("says_next_5_packs",): None,
    }.items():
        broken = frame.copy()
        broken[list(columns)] = frame[list(columns)].to_numpy()[order]
        faults = _household_panel.guards(broken)
        assert words is None or any(words in fault for fault in faults), (words, faults)
    modest = frame.assign(says_next_5_packs=0)
    assert any("stated intentions" in fault for fault in _household_panel.guards(modest))


def test_readings_of_the_programme_in_closed_form():
    frame = datasets.load("household_panel").head(4)
    year = {"same": "A" * 20 + "-" * 32, "more": "A" * 20 + "-" * 6 + "A" * 20 + "-" * 6}
    frame = frame.assign(
        weeks=[year["more"], year["same"], year["same"], year["same"]],
        invited=[1, 1, 0, 0],
        joined=[1, 0, 0, 0],
        eur_per_pack=1.0,
    )
    money = _household_panel.programme_money(frame)
    assert money["effect"] == 20
    assert money["difference of changes"] == 20
    assert money["members less others"] == 20
    assert money["after less before"] == 0
