"""The log of encounters and the partner survey hold what the chapter on relationship quality needs."""

import numpy as np
import pandas as pd
import pytest

from crmlab import datasets, relationship
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _partner_survey, _service_encounters
from crmlab.identity import Student


@pytest.fixture(scope="module")
def log():
    return datasets.load("service_encounters")


@pytest.fixture(scope="module")
def partners():
    return datasets.load("partner_survey")


# A change here means that students of running courses would get other data: add a version instead.
@pytest.mark.parametrize(
    ("name", "expected"),
    [("partner_survey", "17cc6f49509d4ffd"), ("service_encounters", "765376a013542b9b")],
)
def test_draw_of_version_1_never_changes(name, expected):
    student = Student("mia", CourseInfo("CRM 2026", "blue door", {name: 1}, {}))
    assert datasets.load(name, student=student).attrs["data_hash"][:16] == expected


def test_levels_are_nested(log):
    of_episode = ["episode_id", "client_id", "quarter", "episode_satisfaction", "feeling", "complained"]
    assert len(log[[*of_episode, "settled_in_time"]].drop_duplicates()) == log["episode_id"].nunique()
    of_client = ["client_id", "minimum_level", "desired_level", "regulation", "year_satisfaction", "renewed"]
    assert len(log[of_client].drop_duplicates()) == log["client_id"].nunique()
    assert log["client_id"].nunique() == 480
    assert (log.groupby("episode_id")["act_number"].max() == log.groupby("episode_id").size()).all()
    episodes = log.drop_duplicates("episode_id")
    assert (episodes.groupby("client_id")["quarter"].diff().dropna() >= 0).all()
    assert (episodes["settled_in_time"] <= episodes["complained"]).all()


def test_feelings_follow_the_zone(log):
    episodes = log.drop_duplicates("episode_id")
    below = episodes["episode_satisfaction"] < episodes["minimum_level"]
    assert set(episodes.loc[below, "feeling"]) == {"angry", "worried", "disappointed"}
    assert set(episodes.loc[~below, "feeling"]) == {"content", "delighted"}
    assert (log["minimum_level"] < log["desired_level"]).all()


def test_guards_of_service_encounters_see_each_fault(log):
    guards = _service_encounters.guards
    assert guards(log) == []
    order = np.random.default_rng(0).permutation(len(log))
    shuffled = log.assign(act_rating=log["act_rating"].to_numpy()[order])
    assert any("worst or the last act" in fault for fault in guards(shuffled))
    hot_headed = log.assign(regulation=8 - log["regulation"])
    assert any("emotion regulation" in fault for fault in guards(hot_headed))
    nobody = log.assign(complained=0, settled_in_time=0)
    assert any("too few clients" in fault for fault in guards(nobody))
    all_stay = log.assign(renewed=1)
    assert any("differ in renewals" in fault for fault in guards(all_stay))
    same_mark = log.assign(minimum_level=3.7)
    assert any("average minimum" in fault for fault in guards(same_mark))


def test_guards_of_partner_survey_see_each_fault(partners):
    guards = _partner_survey.guards
    assert guards(partners) == []
    order = np.random.default_rng(0).permutation(len(partners))
    mixed = partners.assign(so2=partners["so2"].to_numpy()[order])
    assert any("social is not measured" in fault for fault in guards(mixed))
    apart = partners.assign(**{c: partners[c].to_numpy()[order] for c in ("co1", "co2", "co3")})
    assert any("go with commitment" in fault for fault in guards(apart))
    assert any("go with loyalty" in fault for fault in guards(apart))
    one_base = partners.assign(trust_base="knowledge")
    assert any("cell of trust" in fault for fault in guards(one_base))
    no_gain = partners.assign(orders_next_year_eur=5000.0 + 10 * partners["joined_forum"])
    assert any("forum" in fault for fault in guards(no_gain))


def test_fast_leaks_agree_with_the_library(partners):
    stages = partners[[f"stage_q{quarter}" for quarter in range(1, 7)]]
    names = list(_partner_survey.STAGES)
    flows = relationship.stage_flows(stages.where(stages != "not yet"), [*names, "left"])
    leaks = relationship.ladder_leaks(flows.probabilities.loc[names, names], [100, 0, 0])
    np.testing.assert_allclose(_partner_survey.leak_gains(partners), leaks["top_gain"], rtol=1e-10)


def test_stages_are_entered_once_and_left_once(partners):
    stages = partners[[f"stage_q{quarter}" for quarter in range(1, 7)]].to_numpy()
    before, after = stages[:, :-1], stages[:, 1:]
    assert (after[before == "left"] == "left").all()
    assert set(after[before == "not yet"]) == {"not yet", "acquaintance"}
    assert (partners["invited_by_lot"] == 1).sum() == 320
    assert (partners.loc[partners["joined_forum"] == 0, "forum_visits"] == 0).all()


def test_the_lottery_finds_the_effect_and_the_comparison_of_joiners_does_not():
    found = pd.DataFrame(
        [
            _partner_survey.forum_effects(
                datasets.load("partner_survey", student=Student(f"student{i}", PUBLIC))
            )
            for i in range(20)
        ],
        columns=["plain", "held", "lottery"],
    )
    assert 400 < found["lottery"].mean() < 620  # 500 is built in
    assert found["plain"].min() > 800
    assert (found["plain"] > found["held"]).all()
