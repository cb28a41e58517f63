"""The telecom base is what its truth says, and its guards see each fault."""

import numpy as np
import pandas as pd
import pytest

from crmlab import churn, datasets, value
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _telecom_base as base
from crmlab.identity import Student


@pytest.fixture(scope="module")
def students():
    return [datasets.load("telecom_base", student=Student(f"student{i}", PUBLIC)) for i in range(16)]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {"telecom_base": 1}, {})
    frame = datasets.load("telecom_base", student=Student("mia", pinned))
    assert frame.attrs["data_hash"][:16] == "ab38c4adcc322e0b"


def test_months_end_today_or_at_leaving(students):
    for frame in students:
        here = frame[frame["left"] == 0]
        assert (here["start_month"] + here["months"] == 37).all()
        assert (frame["start_month"] + frame["months"] <= 37).all()
        assert ((frame["cause"] == "still here") == (frame["left"] == 0)).all()


def test_signs_are_recorded_for_the_watched_only(students):
    for frame in students:
        rest = frame[frame["watched"] == 0]
        assert (rest[[*base.SIGNS, "complaints", "left_last_quarter"]] == 0).all().all()
        watched = frame[frame["watched"] == 1]
        last = watched["start_month"] + watched["months"] - 1
        assert (last >= 34).all()
        assert (watched["start_month"] <= 30).all()
        assert (watched["left_last_quarter"] == watched["left"]).all()


def test_only_leavers_get_an_offer_or_come_back(students):
    for frame in students:
        here = frame[frame["left"] == 0]
        assert (here[["offer_made", "came_back"]] == 0).all().all()
        assert 0.45 < frame.loc[frame["left"] == 1, "offer_made"].mean() < 0.55


def test_tariffs_are_fixed_for_twelve_months(students):
    for frame in students:
        young = frame[frame["months"] < 12]
        assert (young["margin_eur"] == young["first_margin_eur"]).all()


def test_signs_have_about_the_weights_of_the_truth(students):
    watched = pd.concat([frame[frame["watched"] == 1] for frame in students], ignore_index=True)
    model = churn.churn_model(watched, "left_last_quarter", [*base.SIGNS, "complaints"])
    truth = {name: about["log_odds"] for name, about in base.SIGNS.items()}
    truth["complaints"] = base.COMPLAINTS["log_odds_each"]
    for name, size in truth.items():
        # People differ in more than the signs, which draws effects a little towards zero.
        assert 0.75 * size - 0.15 < model.coefficients.loc[name, "log_odds"] < size + 0.15, name


def test_leaving_does_not_change_with_time_but_the_cohort_is_sorted(students):
    frame = pd.concat(students, ignore_index=True)
    early = frame[frame["start_month"] <= 6]  # eight quarters end before the signs count
    there = [((early["months"] > 3 * q) | (early["left"] == 0)).sum() for q in range(9)]
    rates = np.array(there[1:]) / np.array(there[:-1])
    assert rates[6:].mean() > rates[:2].mean() + 0.02
    model = value.fit_sbg(there[:5])
    counted, year = there[8] / there[0], there[4] / there[0]
    assert abs(model.survival(8) - counted) < 0.03  # chances are not beta distributed, so not closer
    assert abs(model.survival(8) - counted) < abs(year**2 - counted) - 0.01


def test_decisions_come_out_differently(students):
    keeps = [np.subtract(*base.keep_or_win(frame)) > 0 for frame in students]
    gains = [base.gains_from_offer(frame)[0] for frame in students]
    grows = [(f["margin_eur"] - f["first_margin_eur"])[f["months"] >= 12].mean() > 0.5 for f in students]
    firm = [gain["firm"] > gain["competition"] for gain in gains]
    for outcome in (keeps, firm, grows):
        assert 0.15 < np.mean(outcome) < 0.85


def test_guards_see_each_fault():
    frame = datasets.load("telecom_base")
    assert base.guards(frame) == []
    year = frame["months"] >= 12
    noise = 3 * np.random.default_rng(0).standard_normal(len(frame))
    left, rival = frame["left"] == 1, frame["cause"] == "competition"
    for change, words in (
        ({"left_last_quarter": 0}, "only 0 watched subscribers left"),
        ({"rival_contacted": 0}, "contact with a rival does not show"),
        ({"no_reply": frame["left_last_quarter"]}, "no_reply looks like a sign"),
        ({"margin_eur": frame["first_margin_eur"] + np.where(year, noise - noise.mean(), 0)}, "is not clear"),
        ({"first_margin_eur": 10.0}, "do not have more first_margin_eur"),
        ({"came_back": 0}, "whom an offer brings back"),
        (
            {"came_back": (left & rival).astype(int)},
            "drove away do not come back",
        ),
        ({"calls_per_year": 1}, "keys of cost do not differ"),
    ):
        faults = base.guards(frame.assign(**change))
        assert any(words in fault for fault in faults), (words, faults)
    loyal_half_year = frame["months"].where((frame["months"] > 6) | (frame["left"] == 0), 7)
    assert any("go first" in fault for fault in base.guards(frame.assign(months=loyal_half_year)))
    own = (left & (frame["cause"] == "customer") & (frame["offer_made"] == 1)).astype(int)
    assert any("reasons of their own" in fault for fault in base.guards(frame.assign(came_back=own)))
    _, margin, _, _ = base.contract_numbers(frame)
    dear = frame.assign(acquisition_cost_eur=margin)
    assert any("is what winning costs" in fault for fault in base.guards(dear))
    keep, win = base.keep_or_win(frame)
    level = frame.assign(acquisition_cost_eur=frame["acquisition_cost_eur"] * win / keep)
    assert any("worth about the same" in fault for fault in base.guards(level))
