"""The distributor's accounts are what their truth says, and their guards see each fault."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from crmlab import datasets, relationship, value
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _distributor_accounts as accounts
from crmlab.identity import Student


@pytest.fixture(scope="module")
def students():
    return [datasets.load("distributor_accounts", student=Student(f"student{i}", PUBLIC)) for i in range(12)]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {"distributor_accounts": 1}, {})
    frame = datasets.load("distributor_accounts", student=Student("mia", pinned))
    assert frame.attrs["data_hash"][:16] == "963e3a476796575d"


def test_guards_see_each_fault():
    frame = datasets.load("distributor_accounts")
    assert accounts.guards(frame) == []
    for change, words in (
        ({"joint_projects": 0}, "0 accounts at some level"),
        ({"stayed_next_year": (accounts.levels(frame) < 2).astype(int)}, "do not keep more accounts"),
        ({"service_cost_eur": 10.0}, "which level pays for itself"),
        ({"service_cost_eur": 10.0}, "which level earns most"),
        ({"service_cost_eur": 0.0}, "scarce attention does not show"),
        ({"rival_matches_rebate": 1 - frame["rival_matches_rebate"]}, "does not lose its hold"),
        ({"linked_ordering": 1 - frame["linked_ordering"]}, "do not hold accounts"),
        ({"tenure_years": np.where(np.arange(1000) < _even(frame), 0, 3)}, "come out the same"),
    ):
        faults = accounts.guards(frame.assign(**change))
        assert any(words in fault for fault in faults), words
    # An account's margin is shuffled within its level, so that no level has larger accounts than another.
    order = np.random.default_rng(1).permutation(len(frame))
    mixed = frame.assign(margin_eur=frame["margin_eur"].to_numpy()[order])
    assert any("mix of margins does not show" in fault for fault in accounts.guards(mixed))


def _even(frame):
    """Number of new accounts at which both ways to spend come out the same in ten years."""
    stay = frame["stayed_next_year"].mean()

    def lead(new):
        ways = ((new + 54, stay), (new, stay + 0.05))
        won, kept = (value.leaky_bucket(len(frame), *way, 10).path["customers"].iloc[-1] for way in ways)
        return won - kept

    return min(range(50, 600), key=lambda new: abs(lead(new)))


def test_level_is_the_highest_thing_done(students):
    for frame in students:
        level = accounts.levels(frame)
        assert (level[frame["joint_projects"] > 0] == 4).all()
        nothing = ["complaints_answered", "calls_after_delivery", "visits_unasked", "joint_projects"]
        assert (level[(frame[nothing] == 0).all(axis=1)] == 0).all()
        counted = (frame[nothing] > 0).sum(axis=1)
        assert (level > counted).any()


def test_regions_hold_one_growth_and_one_answer_to_the_rival(students):
    for frame in students:
        of_region = frame[["region", "region_growth_pct", "rival_matches_rebate"]].drop_duplicates()
        assert len(of_region) == accounts.REGIONS
        assert of_region["rival_matches_rebate"].sum() == 4


def test_larger_accounts_get_more_and_stay_more(students):
    for frame in students:
        third = pd.Series(accounts.margin_thirds(frame), frame.index)
        assert third.value_counts().tolist() == [334, 333, 333]
        assert frame.groupby(third)["margin_eur"].max().is_monotonic_increasing
        means = pd.Series(accounts.levels(frame)).groupby(third).mean()
        assert means.is_monotonic_increasing


def test_effects_of_the_bonds_are_those_of_the_truth(students):
    everybody = pd.concat(students).assign(level=np.concatenate([accounts.levels(f) for f in students]))
    everybody["firm"] = np.repeat(np.arange(len(students)), 1000)
    fit = smf.logit(
        "stayed_next_year ~ C(firm) + C(level) + np.log(margin_eur) + year_rebate * rival_matches_rebate"
        " + named_contact + linked_ordering",
        everybody,
    ).fit(disp=0)
    odds = datasets.truth("distributor_accounts")["log_odds_of_staying"]
    for name in ("named_contact", "linked_ordering", "year_rebate"):
        assert fit.params[name] == pytest.approx(odds[name], abs=0.25), name
    copied = fit.params["year_rebate"] + fit.params["year_rebate:rival_matches_rebate"]
    assert copied == pytest.approx(odds["year_rebate_where_rival_matches"], abs=0.2)
    assert fit.params["C(level)[T.4]"] == pytest.approx(odds["of_the_level"]["partnership"], abs=0.3)


def test_grid_of_the_guards_is_that_of_the_library(students):
    for frame in students[:4]:
        kept = accounts.kept_by_level(frame)[1].mean(axis=1)
        level = accounts.levels(frame)
        cost = np.array([frame["service_cost_eur"][level == k].mean() for k in range(5)])
        table = pd.DataFrame(
            {"retention": kept, "cost_per_customer": cost, "fixed_cost": 0.0}, accounts.LEVELS
        )
        cells = relationship.level_map(
            [100, 1000, 10_000], [30, 100, 320], table, 0.10, usual=1000, crowding=0.5
        ).to_numpy()
        advised = [
            relationship.relationship_level(number, margin)
            for number in ("few", "medium", "many")
            for margin in ("low", "medium", "high")
        ]
        expected = [model in kotler for model, kotler in zip(cells.ravel(), advised, strict=True)]
        assert accounts.agrees_with_grid(kept, cost, 0.5) == expected
