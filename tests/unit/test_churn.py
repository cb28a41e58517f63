import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from crmlab import churn

# Weeks of remission under 6-MP and placebo (Freireich et al. 1963), the usual textbook example.
TREATED = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
TREATED_EVENT = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]


@pytest.fixture
def remission():
    return pd.DataFrame(
        {
            "weeks": TREATED + PLACEBO,
            "relapsed": TREATED_EVENT + [1] * 21,
            "placebo": [0] * 21 + [1] * 21,
        }
    )


# --- survival


def test_kaplan_meier_of_the_remission_data():
    """Survival and Greenwood errors as printed by Kleinbaum and Klein; median 23, placebo 8."""
    curve = churn.kaplan_meier(TREATED, TREATED_EVENT)
    assert curve.table.index.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.table["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.table["churned"].tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert curve.table["survival"].to_numpy() == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5
    )
    assert curve.table["standard_error"].to_numpy() == pytest.approx(
        [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], abs=5e-5
    )
    assert curve.median == 23
    assert curve.median_low == 16
    assert np.isnan(curve.median_high)
    assert churn.kaplan_meier(PLACEBO, [1] * 21).median == 8


@pytest.mark.parametrize(
    ("interval", "low", "high"),
    [("log", 0.7198, 1.0), ("log-log", 0.6197, 0.9516), ("plain", 0.7075, 1.0)],
)
def test_kaplan_meier_intervals_at_six_weeks(interval, low, high):
    row = churn.kaplan_meier(TREATED, TREATED_EVENT, interval=interval).table.loc[6]
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=2e-4)


def test_survival_is_a_step_function_that_ends_with_observation():
    curve = churn.kaplan_meier([2, 3, 3, 5, 8], [1, 1, 0, 1, 0])
    assert curve.survival([0, 1.9, 2, 4, 8]).tolist() == pytest.approx([1, 1, 0.8, 0.6, 0.3])
    assert np.isnan(curve.survival(9))
    assert churn.kaplan_meier([1, 2], [1, 1]).survival(9) == 0


def test_median_is_the_middle_of_a_level_stretch_at_one_half():
    assert churn.kaplan_meier([1, 2, 3, 4], [1, 1, 1, 1]).median == 2.5


def test_without_departures_nothing_falls():
    curve = churn.kaplan_meier([3, 4], [0, 0])
    assert curve.survival(3) == 1
    assert np.isnan(curve.median)
    assert "More than half" in curve.summary()


@given(st.lists(st.integers(1, 20), min_size=2, max_size=40))
def test_without_censoring_survival_is_a_share(durations):
    curve = churn.kaplan_meier(durations, [1] * len(durations))
    shares = [np.mean(np.array(durations) > t) for t in curve.table.index]
    assert curve.table["survival"].to_numpy() == pytest.approx(shares, abs=1e-9)


def test_logrank_of_the_remission_data(remission):
    """R, survdiff: chi2 16.8 on 1 df; observed 9 and 21, expected 19.3 and 10.7."""
    test = churn.logrank(remission["weeks"], remission["relapsed"], remission["placebo"])
    assert test.chi2 == pytest.approx(16.793, abs=5e-4)
    assert test.df == 1
    assert test.p == pytest.approx(4.17e-5, rel=0.01)
    assert test.table["observed"].tolist() == [9, 21]
    assert test.table["expected"].to_numpy() == pytest.approx([19.25, 10.75], abs=5e-3)


def test_logrank_of_alike_groups_is_nil():
    test = churn.logrank([1, 2, 3, 1, 2, 3], [1, 1, 0, 1, 1, 0], list("aaabbb"))
    assert test.chi2 == pytest.approx(0, abs=1e-12)
    assert test.table["expected"].sum() == pytest.approx(test.table["observed"].sum())


def test_competing_causes_share_the_losses():
    from statsmodels.duration.survfunc import CumIncidenceRight

    rng = np.random.default_rng(8)
    time = rng.integers(1, 30, 300)
    cause = rng.choice([0, 1, 2], 300, p=[0.3, 0.5, 0.2])
    time[cause.argmin()] = 40
    result = churn.cumulative_incidence(time, cause)
    survival = churn.kaplan_meier(time, cause > 0).table["survival"]
    assert result.incidence.sum(axis=1).to_numpy() == pytest.approx(1 - survival.to_numpy())
    peer = CumIncidenceRight(time, cause)
    kept = np.isin(peer.times, result.incidence.index)
    for number in (1, 2):
        assert result.incidence[number].to_numpy() == pytest.approx(peer.cinc[number - 1][kept])
        assert result.standard_error[number].to_numpy() == pytest.approx(peer.cinc_se[number - 1][kept])
    naive = 1 - churn.kaplan_meier(time, cause == 1).table["survival"].iloc[-1]
    assert naive > result.incidence[1].iloc[-1]


def test_with_one_cause_incidence_is_one_minus_kaplan_meier():
    result = churn.cumulative_incidence(TREATED, np.where(TREATED_EVENT, "relapse", None))
    curve = churn.kaplan_meier(TREATED, TREATED_EVENT).table
    assert result.incidence["relapse"].to_numpy() == pytest.approx(1 - curve["survival"].to_numpy())
    assert result.standard_error["relapse"].to_numpy() == pytest.approx(curve["standard_error"].to_numpy())


def test_complete_data_incidence_has_the_error_of_a_share():
    cause = ["price"] * 30 + ["service"] * 70
    result = churn.cumulative_incidence(np.arange(1, 101), cause)
    assert result.incidence.iloc[49].tolist() == pytest.approx([0.3, 0.2])
    assert result.standard_error.iloc[49].tolist() == pytest.approx(
        [np.sqrt(0.3 * 0.7 / 100), np.sqrt(0.2 * 0.8 / 100)]
    )


@pytest.mark.parametrize(
    ("durations", "left", "message"),
    [
        ([1, 2], [1], "durations has 2 values and churned 1"),
        ([0, 2], [1, 1], "duration number 0 is 0"),
        ([1, 2], [1, 2], "churned holds 2"),
        ([1, np.nan], [1, 1], r"'duration' .* missing"),
        (["long", 2], [1, 1], r"'duration' .* 'long'"),
    ],
)
def test_bad_durations_are_refused(durations, left, message):
    with pytest.raises(ValueError, match=message):
        churn.kaplan_meier(durations, left)


def test_comparisons_need_groups_and_departures():
    with pytest.raises(ValueError, match="one value only, 'a'"):
        churn.logrank([1, 2], [1, 1], ["a", "a"])
    with pytest.raises(ValueError, match="every customer"):
        churn.logrank([1, 2], [0, 0], ["a", "b"])
    with pytest.raises(ValueError, match="nobody left"):
        churn.cumulative_incidence([1, 2], [0, 0])
    with pytest.raises(ValueError, match="interval is 'narrow'"):
        churn.kaplan_meier([1, 2], [1, 1], interval="narrow")


# --- models


@pytest.mark.parametrize(
    ("ties", "estimate", "error"), [("efron", 1.5721, 0.4124), ("breslow", 1.5092, 0.4096)]
)
def test_cox_model_of_the_remission_data(remission, ties, estimate, error):
    """R, coxph(Surv(time, cens) ~ treat, gehan): Efron 1.572 (.412), Breslow 1.509 (.410)."""
    model = churn.cox_model(remission, "weeks", "relapsed", ["placebo"], ties=ties)
    row = model.coefficients.loc["placebo"]
    assert (row["log_hazard"], row["standard_error"]) == pytest.approx((estimate, error), abs=1e-4)
    assert row["hazard_ratio"] == pytest.approx(np.exp(estimate), abs=1e-3)
    assert model.likelihood_ratio == pytest.approx({"efron": 16.35, "breslow": 15.21}[ties], abs=5e-3)


def simulated(n=800):
    rng = np.random.default_rng(2)
    frame = pd.DataFrame({"complaints": rng.poisson(1, n), "tenure": rng.exponential(3, n)})
    chance = 1 / (1 + np.exp(1 - 0.6 * frame["complaints"] + 0.3 * frame["tenure"]))
    return frame.assign(left=(rng.random(n) < chance).astype(int))


def test_churn_model_stands_at_the_maximum_of_its_likelihood():
    data = simulated()
    model = churn.churn_model(data, "left", ["complaints", "tenure"])
    X = np.column_stack([np.ones(len(data)), data[["complaints", "tenure"]]])
    y = data["left"].to_numpy()

    def cost(b):
        return np.sum(np.logaddexp(0, X @ b)) - y @ X @ b

    peer = minimize(cost, np.zeros(3), method="BFGS", options={"gtol": 1e-8})
    assert model.coefficients["log_odds"].to_numpy() == pytest.approx(peer.x, abs=1e-5)
    assert model.log_likelihood == pytest.approx(-peer.fun, abs=1e-8)
    null = len(y) * (y.mean() * np.log(y.mean()) + (1 - y.mean()) * np.log(1 - y.mean()))
    assert model.pseudo_r2 == pytest.approx(1 - model.log_likelihood / null)
    chance = model.probability(data)
    assert chance.sum() == pytest.approx(y.sum())
    wins = (chance[y == 1].to_numpy()[:, None] > chance[y == 0].to_numpy()).mean()
    assert model.auc == pytest.approx(wins, abs=1e-3)


def test_churn_model_of_a_two_by_two_table_is_its_odds_ratio():
    data = pd.DataFrame({"left": [1] * 30 + [0] * 70 + [1] * 10 + [0] * 90, "late": [1] * 100 + [0] * 100})
    row = churn.churn_model(data, "left", ["late"]).coefficients.loc["late"]
    assert row["odds_ratio"] == pytest.approx(30 * 90 / (70 * 10))
    assert row["standard_error"] == pytest.approx(np.sqrt(1 / 30 + 1 / 70 + 1 / 10 + 1 / 90))


@pytest.mark.parametrize(
    ("change", "predictors", "message"),
    [
        ({"left": 0}, ["tenure"], "nobody left"),
        ({"left": 1}, ["tenure"], "everybody left"),
        ({"left": 2}, ["tenure"], "'left' holds 2"),
        ({"tenure": "long"}, ["tenure"], r"'tenure' .* 'long'"),
        ({"tenure": 3}, ["tenure"], "'tenure' is the same for every customer"),
        ({}, ["tenure", "age"], "'age'"),
        ({}, [], "predictors is empty"),
        ({}, ["left"], "both outcome and predictor"),
    ],
)
def test_bad_churn_data_are_refused(change, predictors, message):
    with pytest.raises(ValueError, match=message):
        churn.churn_model(simulated(60).assign(**change), "left", predictors)


def test_models_refuse_what_has_no_estimate():
    data = simulated(60)
    with pytest.raises(ValueError, match="'twice' follows exactly"):
        churn.churn_model(data.assign(twice=2 * data["tenure"] + 1), "left", ["tenure", "twice"])
    with pytest.raises(ValueError, match="apart without error"):
        churn.churn_model(data.assign(closed=data["left"] * 3.0), "left", ["closed", "tenure"])
    with pytest.raises(ValueError, match="3 rows for 3 coefficients"):
        churn.churn_model(data.head(3), "left", ["complaints", "tenure"])
    ordered = pd.DataFrame({"t": range(1, 11), "left": 1, "x": range(10)})
    with pytest.raises(ValueError, match="no finite estimate"):
        churn.cox_model(ordered, "t", "left", ["x"])
    with pytest.raises(TypeError, match="list of column names"):
        churn.churn_model(data, "left", "tenure")


# --- scores


def test_lift_table_by_hand():
    left = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    table = churn.lift_table(left, range(10, 0, -1), bins=5)
    assert table["churned"].tolist() == [2, 1, 1, 0, 0]
    assert table["lift"].tolist() == pytest.approx([2.5, 1.25, 1.25, 0, 0])
    assert table["captured"].tolist() == pytest.approx([0.5, 0.75, 1, 1, 1])
    assert table["cumulative_lift"].iloc[-1] == pytest.approx(1)


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=4, max_size=40).filter(
        lambda rows: any(left for left, _ in rows)
    ),
    st.randoms(),
)
def test_lift_does_not_hang_on_the_order_of_rows(rows, random):
    shuffled = random.sample(rows, len(rows))
    one, two = (churn.lift_table(*map(list, zip(*r, strict=True)), bins=4) for r in (rows, shuffled))
    pd.testing.assert_frame_equal(one, two)
    assert one["churned"].sum() == pytest.approx(sum(left for left, _ in rows))


def test_useless_score_has_no_lift():
    assert churn.lift_table([1, 0, 0, 1], [7, 7, 7, 7], bins=2)["lift"].tolist() == [1, 1]
    with pytest.raises(ValueError, match="without leavers"):
        churn.lift_table([0, 0], [1, 2], bins=2)
    with pytest.raises(ValueError, match="bins is 3"):
        churn.lift_table([0, 1], [1, 2], bins=3)


def test_calibration_finds_what_was_done_to_the_probabilities():
    data = simulated(4000)
    model = churn.churn_model(data, "left", ["complaints", "tenure"])
    right = model.probability(data)
    good = churn.calibration(data["left"], right)
    assert (good.intercept, good.slope) == pytest.approx((0, 1), abs=1e-6)
    logit = np.log(right / (1 - right))
    bad = churn.calibration(data["left"], 1 / (1 + np.exp(-(2 * logit - 0.5))))
    assert bad.slope == pytest.approx(0.5, abs=1e-6)
    assert bad.hosmer_lemeshow > good.hosmer_lemeshow
    assert bad.p < 0.001
    assert good.df == 8
    assert "too extreme" in bad.summary()


def test_calibration_table_by_hand():
    said = np.repeat([0.2, 0.4, 0.7], 5)
    left = [1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0]
    result = churn.calibration(left, said, bins=3)
    assert result.table["observed"].tolist() == pytest.approx([0.2, 0.4, 0.8])
    assert result.hosmer_lemeshow == pytest.approx((4 - 3.5) ** 2 / (5 * 0.7 * 0.3))
    assert result.df == 1
    # Wilson interval of 1 out of 5
    assert (result.table["low"][0], result.table["high"][0]) == pytest.approx((0.03622, 0.62446), abs=1e-5)
    with pytest.raises(ValueError, match="probabilities holds 1"):
        churn.calibration([0, 1, 1], [0.2, 0.4, 1.0], bins=3)
    with pytest.raises(ValueError, match="one value only"):
        churn.calibration([1, 1, 1], [0.2, 0.4, 0.9], bins=3)


def test_early_warning_weighs_signs():
    signs = pd.DataFrame({"late": [1, 0, 1, 0], "silent": [1, 1, 0, 0]}, index=list("abcd"))
    result = churn.early_warning(signs, 0.5, weights={"silent": 3, "late": 1}, churned=[1, 0, 1, 0])
    assert result.scores.to_dict() == dict(a=1, b=0.75, c=0.25, d=0)
    assert result.flagged.tolist() == [True, True, False, False]
    assert (result.precision, result.recall) == (0.5, 0.5)
    alone = churn.early_warning(signs, 0.5)
    assert np.isnan(alone.recall)
    assert alone.flagged.tolist() == [True, True, True, False]
    with pytest.raises(ValueError, match="'late' of signs holds 4"):
        churn.early_warning(signs.replace({"late": {1: 4}}), 0.5)
    with pytest.raises(ValueError, match="differ in 'silent'"):
        churn.early_warning(signs, 0.5, weights={"late": 1})


def test_contact_pays_from_its_threshold_on():
    limit = churn.contact_threshold(12, 150, 0.2)
    assert limit * 0.2 * 150 == pytest.approx(12)
    with pytest.raises(ValueError, match="success"):
        churn.contact_threshold(12, 150, 1.2)


def test_results_read_themselves(remission):
    data = simulated(300)
    results = [
        churn.kaplan_meier(TREATED, TREATED_EVENT),
        churn.logrank(remission["weeks"], remission["relapsed"], remission["placebo"]),
        churn.cumulative_incidence([1, 2, 3], ["price", "service", 0]),
        churn.churn_model(data, "left", ["complaints", "tenure"]),
        churn.cox_model(remission, "weeks", "relapsed", ["placebo"]),
        churn.calibration(data["left"], np.clip(data["tenure"] / 20, 0.01, 0.99)),
        churn.early_warning(pd.DataFrame({"late": [1, 0]}), 0.5),
    ]
    for result in results:
        assert "<table" in result._repr_html_()
        assert result.summary().endswith(".")
        assert "nan" not in result.summary()
