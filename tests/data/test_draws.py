"""Every student's data are their own, come back the same, and are fit for the course."""

import hashlib
import hmac

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from crmlab import datasets
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _draw, _investment_clients, _mobile_subscribers
from crmlab.datasets._survey import alpha, least_squares
from crmlab.identity import Student, normalise_id, seed_words

SIMULATED = sorted(_draw.LATEST)
COURSE = CourseInfo("CRM 2026", "blue door", {}, {})
ODD_IDS = [
    "0",
    "demo2",
    "２０２６００１",
    "MIA.BERG",
    "王小明",
    "o_brien",
    "josé-maría",
    "a" * 64,
    "m@uni.example",
    "-",
]


def hash_of(name, id, course=COURSE):
    return datasets.load(name, student=Student(id, course)).attrs["data_hash"]


@pytest.mark.parametrize("name", SIMULATED)
def test_ten_odd_ids_get_ten_data_sets_and_each_comes_back(name):
    ids = [normalise_id(raw) for raw in ODD_IDS]
    hashes = [hash_of(name, id) for id in ids]
    assert len(set(hashes)) == len(ids)
    assert hashes == [hash_of(name, id) for id in ids]


@pytest.mark.parametrize("name", SIMULATED)
def test_salt_changes_the_data(name):
    assert hash_of(name, "mia") != hash_of(name, "mia", CourseInfo("CRM 2026", "red door", {}, {}))
    assert hash_of(name, "mia") == hash_of(name, "mia", CourseInfo("another name", "blue door", {}, {}))


@pytest.mark.parametrize("name", SIMULATED)
def test_replaced_seed_changes_one_student_only(name):
    moved = CourseInfo("CRM 2026", "blue door", {}, {COURSE.seed_key("mia"): "second draw"})
    assert hash_of(name, "mia", moved) != hash_of(name, "mia")
    assert hash_of(name, "mia", moved) == hash_of(name, "second draw")
    assert hash_of(name, "noa", moved) == hash_of(name, "noa")


@pytest.mark.parametrize("name", SIMULATED)
def test_course_keeps_its_version_of_the_generator(name, monkeypatch):
    pinned = CourseInfo("CRM 2026", "blue door", {name: 1}, {})
    before = hash_of(name, "mia", pinned)
    assert before == hash_of(name, "mia")
    monkeypatch.setitem(_draw.GENERATORS, (name, 2), _draw.GENERATORS[name, 1])
    monkeypatch.setitem(_draw.LATEST, name, 2)
    assert hash_of(name, "mia", pinned) == before
    newest = datasets.load(name, student=Student("mia", COURSE))
    assert newest.attrs["version"] == 2
    assert newest.attrs["data_hash"] != before


def test_unknown_version_is_refused_in_a_sentence():
    late = Student("mia", CourseInfo("CRM 2031", "blue door", {"investment_clients": 7}, {}))
    with pytest.raises(ValueError, match=r"version 7 of the data set 'investment_clients'.* has 1: install"):
        datasets.load("investment_clients", student=late)


def test_seed_is_the_documented_one():
    digest = hmac.new(b"blue door", b"mia|investment_clients|1|0", hashlib.sha256).digest()
    expected = np.frombuffer(digest, dtype=">u4").tolist()
    assert seed_words("blue door", "mia|investment_clients|1|0") == expected


# A change here means that students of running courses would get other data: add a version instead.
@pytest.mark.parametrize(
    ("name", "expected"),
    [("investment_clients", "b8d650ec27bafbc1"), ("mobile_subscribers", "7d08793ee4488aef")],
)
def test_draw_of_version_1_never_changes(name, expected):
    pinned = CourseInfo("CRM 2026", "blue door", {name: 1}, {})
    assert hash_of(name, "mia", pinned)[:16] == expected


@pytest.mark.parametrize("name", SIMULATED)
def test_two_hundred_students_pass_the_guards_in_few_attempts(name, monkeypatch):
    module = _draw.generator(name, 1)
    attempts = []
    simulate = module.simulate
    monkeypatch.setattr(module, "simulate", lambda rng: attempts.append(1) or simulate(rng))
    frames = [_draw.draw(name, Student(f"student{i}", COURSE))[0] for i in range(200)]
    assert all(module.guards(frame) == [] for frame in frames[:20])  # they cost more than the draw
    assert len({datasets.data_hash(frame) for frame in frames}) == 200
    assert len(attempts) < 400


def test_guards_refuse_and_the_draw_gives_up(monkeypatch):
    monkeypatch.setattr(_investment_clients, "guards", lambda frame: ["never fit"])
    monkeypatch.setattr(_investment_clients, "simulate", lambda rng: None)
    with pytest.raises(RuntimeError, match="in 50 attempts: ask the instructor"):
        datasets.load("investment_clients", student=Student("mia", COURSE))


def test_a_refused_attempt_is_followed_by_the_next_seed(monkeypatch):
    seen = []
    verdicts = iter([["not fit"], ["not fit"], []])
    monkeypatch.setattr(_mobile_subscribers, "guards", lambda frame: next(verdicts))
    simulate = _mobile_subscribers.simulate
    monkeypatch.setattr(_mobile_subscribers, "simulate", lambda rng: seen.append(simulate(rng)) or seen[-1])
    frame, _ = _draw.draw("mobile_subscribers", Student("mia", COURSE))
    assert len(seen) == 3
    assert frame is seen[2]
    words = seed_words("blue door", "mia|mobile_subscribers|1|2")
    pd.testing.assert_frame_equal(frame, simulate(np.random.RandomState(words)))


def test_drawing_leaves_the_global_random_state_alone():
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    hash_of("investment_clients", "mia")
    np.testing.assert_array_equal(before, np.random.get_state()[1])  # noqa: NPY002


def shuffled(frame, columns, seed=0):
    """The frame with the rows of some columns shuffled, so that they are related to nothing else."""
    order = np.random.default_rng(seed).permutation(len(frame))
    broken = frame.copy()
    broken[columns] = frame[columns].to_numpy()[order]
    return broken


def test_guards_of_investment_clients_see_each_fault():
    frame = datasets.load("investment_clients")
    no_effect = shuffled(frame, ["tq1", "tq2", "tq3", "tq4"])
    assert any("effect technical is not clear" in fault for fault in _investment_clients.guards(no_effect))
    assert any("Johnson-Neyman" in fault for fault in _investment_clients.guards(no_effect))
    reversed_already = frame.assign(ex3=8 - frame["ex3"])
    assert any("looks reliable" in fault for fault in _investment_clients.guards(reversed_already))
    middling = frame.assign(ex3=4)
    assert any("mean of expertise hides" in fault for fault in _investment_clients.guards(middling))
    all_stay = frame.assign(stayed_next_year=1)
    assert any("is empty" in fault for fault in _investment_clients.guards(all_stay))


def test_guards_of_mobile_subscribers_see_each_fault():
    frame = datasets.load("mobile_subscribers")
    unrelated = shuffled(frame, ["al1", "al2", "al3"])
    assert any("no clear effect" in fault for fault in _mobile_subscribers.guards(unrelated))
    reversed_already = frame.assign(le2=8 - frame["le2"])
    assert any("learning costs look reliable" in f for f in _mobile_subscribers.guards(reversed_already))
    assert any("facet le is not reliable" in f for f in _mobile_subscribers.guards(reversed_already))
    middling = frame.assign(le2=4)
    assert any("mean of learning costs hides" in fault for fault in _mobile_subscribers.guards(middling))
    none_left = frame.assign(left_within_year=0)
    assert any("is empty" in fault for fault in _mobile_subscribers.guards(none_left))


def test_fast_least_squares_agrees_with_statsmodels():
    scores = pd.DataFrame(_investment_clients.scale_scores(datasets.load("investment_clients")))
    fit = smf.ols("loyalty ~ technical + switching + functional", scores).fit(cov_type="HC3")
    mine, covariance = least_squares(
        scores["loyalty"].to_numpy(),
        *(scores[c].to_numpy() for c in ("technical", "switching", "functional")),
    )
    np.testing.assert_allclose(mine, fit.params, rtol=1e-8)
    np.testing.assert_allclose(covariance, fit.cov_params(), rtol=1e-6, atol=1e-12)


def test_fast_alpha_in_closed_form():
    x = np.array([1.0, 2.0, 3.0, 4.0])
    assert alpha(np.column_stack([x, x, x])) == pytest.approx(1)
    uncorrelated = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    assert alpha(uncorrelated) == pytest.approx(0)


@pytest.fixture(scope="module")
def clients():
    """Ten students' centred scale scores of investment_clients."""
    frames = []
    for i in range(10):
        scores = _investment_clients.scale_scores(
            datasets.load("investment_clients", student=Student(f"student{i}", PUBLIC))
        )
        frames.append(pd.DataFrame(scores).sub(pd.DataFrame(scores).mean()))
    return frames


def test_the_six_effects_are_there_and_the_two_are_not(clients):
    formula = "loyalty ~ technical * expertise * switching + functional * expertise * switching"
    t_values = pd.DataFrame([smf.ols(formula, scores).fit(cov_type="HC3").tvalues for scores in clients])
    for effect, sign in {
        "technical": 1,
        "functional": 1,
        "technical:expertise": 1,
        "functional:expertise": -1,
        "technical:switching": -1,
        "technical:expertise:switching": -1,
    }.items():
        assert (sign * t_values[_same_term(effect, t_values)] > 2.2).all(), effect
    for effect in ("functional:switching", "functional:expertise:switching"):
        assert t_values[_same_term(effect, t_values)].abs().mean() < 2, effect


def _same_term(effect, t_values):
    """The column for an interaction, in whatever order the formula wrote its parts."""
    return next(c for c in t_values if sorted(c.split(":")) == sorted(effect.split(":")))


def test_explained_variance_is_realistic(clients):
    formula = "loyalty ~ technical * expertise * switching + functional * expertise * switching"
    explained = np.array([smf.ols(formula, scores).fit().rsquared for scores in clients])
    assert explained.min() > 0.3
    assert explained.max() < 0.5


@pytest.mark.parametrize("block", ["tq", "fq", "ex", "sc", "lo"])
def test_scales_of_investment_clients_are_reliable_once_reversed(block):
    frame = datasets.load("investment_clients")
    frame["ex3"] = 8 - frame["ex3"]
    assert 0.75 < alpha(frame[[f"{block}{i}" for i in range(1, 5)]].to_numpy()) < 0.9


def test_slope_of_technical_quality_is_at_its_limit_at_the_boundary():
    scores = pd.DataFrame(_investment_clients.scale_scores(datasets.load("investment_clients")))
    low, _ = _investment_clients.johnson_neyman({name: scores[name].to_numpy() for name in scores})
    moved = scores.assign(switching=scores["switching"] - low)
    fit = smf.ols("loyalty ~ technical * switching + functional + expertise", moved).fit(cov_type="HC3")
    assert fit.tvalues["technical"] == pytest.approx(1.962, abs=1e-6)
    assert 4.5 < low < 6.7
    assert (moved["switching"] > 0).mean() >= 0.05


def test_some_clients_are_captive():
    frame = datasets.load("investment_clients")
    captive = (frame["stayed_next_year"] == 1) & (frame["would_leave_if_free"] == 1)
    assert 0.1 < captive.mean() < 0.3
    switching = frame[["sc1", "sc2", "sc3", "sc4"]].mean(axis=1)
    loyalty = frame[["lo1", "lo2", "lo3", "lo4"]].mean(axis=1)
    assert switching[captive].mean() > switching[frame["stayed_next_year"] == 0].mean() + 0.3
    assert loyalty[frame["would_leave_if_free"] == 1].mean() < loyalty.mean() - 0.3


def test_relational_costs_raise_both_loyalties_and_financial_ones_the_behavioural():
    t_values = {"al": [], "bh": []}
    for i in range(20):
        frame = datasets.load("mobile_subscribers", student=Student(f"student{i}", PUBLIC))
        for outcome, values in t_values.items():
            values.append(_mobile_subscribers.type_t_values(frame, outcome))
    attitudinal, behavioural = np.mean(t_values["al"], axis=0), np.mean(t_values["bh"], axis=0)
    assert np.min(t_values["al"], axis=0)[3] > 2.2
    assert np.abs(attitudinal[1:3]).max() < 1
    assert behavioural[1:].min() > 2


def test_prepaid_pays_no_exit_fee_and_contract_does():
    frame = datasets.load("mobile_subscribers")
    assert (frame.loc[frame["plan"] == "prepaid", "exit_fee_eur"] == 0).all()
    assert (frame.loc[frame["plan"] == "contract", "exit_fee_eur"] > 0).all()
