import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import gammaln
from scipy.stats import beta as beta_law

from crmlab import value
from crmlab.value.bgnbd import simulate_bg_nbd
from crmlab.value.pareto import _log_terms

rates = st.floats(0.01, 0.99)
discounts = st.floats(0.001, 1.0)


def history(x, age, observed, unit="weeks"):
    return pd.DataFrame(
        {"repeat_orders": x, f"age_at_last_order_{unit}": age, f"observed_{unit}": observed}, index=[0]
    )


@pytest.fixture(scope="module")
def cdnow(reference_frame):
    return reference_frame("cdnow_btyd_cbs_spend").rename(
        columns={
            "x": "repeat_orders",
            "t.x": "age_at_last_order_weeks",
            "T.cal": "observed_weeks",
            "m_x": "mean_repeat_order_value",
        }
    )


@pytest.fixture(scope="module")
def bg_nbd(cdnow):
    return value.fit_bg_nbd(cdnow)


# --- retention arithmetic


def test_RET01_retention_arithmetic(gold):
    expected = gold["RET01"]["expected"]
    for retention, lifetime in expected["lifetime"].items():
        assert value.expected_lifetime(float(retention)) == pytest.approx(lifetime, abs=1e-9)
    end, now = (value.clv(100, 0.8, 0.1, convention=c) for c in ("first_margin_at_end", "first_margin_now"))
    assert end == pytest.approx(expected["clv_first_margin_at_end_r8_i10_m100"], abs=1e-6)
    assert now == pytest.approx(expected["clv_first_margin_now_r8_i10_m100"], abs=1e-6)
    assert value.margin_multiple(0.90, 0.10) == pytest.approx(expected["gl_multiple_r90_i10"], abs=1e-6)
    assert value.margin_multiple(0.95, 0.10) == pytest.approx(expected["gl_multiple_r95_i10"], abs=1e-6)
    lift = value.retention_lift(0.90, 0.10, points=5)
    assert lift.value_change == pytest.approx(expected["uplift_90_to_95"], abs=1e-6)
    bucket = value.leaky_bucket(0, 200, 0.8, 10)
    assert bucket.steady_state == pytest.approx(expected["leaky_bucket_steady_acq200_churn20"], abs=1e-6)
    assert value.half_life(0.8) == pytest.approx(expected["halving_time_r8"], abs=1e-6)


def test_CLV06_margin_multiples(gold):
    expected = gold["CLV06"]["expected"]
    for cell, multiple in expected["table"].items():
        discount, retention = (float(part.split("=")[1]) for part in cell.split(","))
        assert value.margin_multiple(retention, discount) == pytest.approx(multiple, abs=1e-9)
    growing = value.margin_multiple(0.8, 0.12, growth=0.02)
    assert growing == pytest.approx(expected["growth"]["r=.8,i=.12,g=.02"], abs=1e-9)


@given(rates, discounts, st.floats(-1e4, 1e4))
def test_identities_between_conventions(retention, discount, margin):
    now, end, certain, middle = (
        value.clv(margin, retention, discount, convention=convention) for convention in value.CONVENTIONS
    )
    tolerance = dict(rel=1e-9, abs=1e-9)
    assert now == pytest.approx(end + margin, **tolerance)
    assert now == pytest.approx((1 + discount) * certain, **tolerance)
    assert end == pytest.approx(retention * certain, **tolerance)
    assert middle**2 == pytest.approx(now * certain, **tolerance)
    assert end == pytest.approx(margin * value.margin_multiple(retention, discount), **tolerance)


@pytest.mark.parametrize(("retention", "discount"), [(0.8, 0.1), (0.3, 0.0), (0.95, 0.04)])
def test_links_between_readings_are_their_formulas(retention, discount):
    worth = value.clv_readings(1, retention, discount)
    assert worth["margin_times_lifetime"] == pytest.approx(1 / (1 - retention))
    assert worth["first_margin_now"] == value.clv(1, retention, discount, convention="first_margin_now")
    for start in value.READINGS:
        for end in value.READINGS:
            link = value.clv_link(start, end, retention, discount)
            code = link.formula.replace("−", "-").replace("√(1+i)", "(1+i)**0.5")
            code = code.replace(")(", ")*(").replace("r(", "r*(").replace("0.5(", "0.5*(")
            assert eval(code, {"r": retention, "i": discount}) == pytest.approx(link.factor, rel=1e-9), code
            assert worth[start] * link.factor == pytest.approx(worth[end], rel=1e-9)


def test_links_refuse_what_leads_nowhere():
    with pytest.raises(ValueError, match="there is no reading 'now'; choose from first_margin_now, "):
        value.clv_link("now", "first_margin_now", 0.8, 0.1)
    with pytest.raises(ValueError, match="no factor leads from 0"):
        value.clv_link("first_margin_at_end", "first_margin_now", 0, 0.1)
    link = value.clv_link("first_margin_at_end", "first_margin_now", 0.8, 0.1)
    assert link.summary().startswith("Multiply first_margin_at_end by (1+i)/r = 1.375")
    assert "(1+i)/r" in link._repr_html_()


@given(rates, discounts, st.integers(1, 30))
def test_closed_forms_are_the_sums_they_stand_for(retention, discount, horizon):
    t = np.arange(horizon)
    stay, fade = retention**t, (1 + discount) ** -t
    sums = {
        "first_margin_now": np.sum(stay * fade),
        "first_margin_at_end": np.sum(stay * retention * fade / (1 + discount)),
        "first_margin_at_end_certain": np.sum(stay * fade / (1 + discount)),
        "first_margin_mid_period": np.sum(stay * fade / np.sqrt(1 + discount)),
    }
    for convention, total in sums.items():
        found = value.clv(1, retention, discount, convention=convention, horizon=horizon)
        assert found == pytest.approx(total, rel=1e-9)


def test_growth_is_the_sum_it_stands_for():
    t = np.arange(1, 400)
    total = np.sum(0.8**t * 1.02 ** (t - 1) / 1.12**t)
    assert value.margin_multiple(0.8, 0.12, growth=0.02) == pytest.approx(total, rel=1e-12)


def test_five_per_cent_has_three_readings():
    points = value.retention_lift(0.9, 0.1, points=5)
    percent = value.retention_lift(0.9, 0.1, percent=5)
    fewer = value.retention_lift(0.9, 0.1, fewer_defections_percent=5)
    assert [r.retention_after for r in (points, percent, fewer)] == pytest.approx([0.95, 0.945, 0.905])
    assert [r.value_change for r in (points, percent, fewer)] == pytest.approx(
        [(0.95 / 0.15) / 4.5 - 1, (0.945 / 0.155) / 4.5 - 1, (0.905 / 0.195) / 4.5 - 1]
    )
    assert points.percent == pytest.approx(100 * 0.05 / 0.9)
    assert points.fewer_defections_percent == pytest.approx(50)


@given(rates, st.floats(0, 1e4), st.floats(0, 1e4))
def test_leaky_bucket_approaches_its_level(retention, start, acquired):
    bucket = value.leaky_bucket(start, acquired, retention, 7)
    gap = bucket.path["customers"] - bucket.steady_state
    assert gap.iloc[7] == pytest.approx(gap.iloc[0] * retention**7, rel=1e-6, abs=1e-6)
    balance = bucket.path["customers"].diff()[1:] - (bucket.path["gained"] - bucket.path["lost"])[1:]
    assert np.abs(balance).max() < 1e-6


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: value.clv(100, 1.0, 0.1), "retention is 1"),
        (lambda: value.clv(100, 80, 0.1), "retention is 80"),
        (lambda: value.clv(100, 0.8, -0.1), "discount is -0.1"),
        (lambda: value.clv(100, 0.8, 0.1, convention="usual"), "first_margin_now"),
        (lambda: value.clv(100, 0.8, 0.1, horizon=0), "horizon"),
        (lambda: value.clv(float("nan"), 0.8, 0.1), "margin"),
        (lambda: value.expected_lifetime(1), "retention is 1"),
        (lambda: value.half_life(0), "retention"),
        (lambda: value.margin_multiple(0.9, 0.02, growth=0.2), "no limit"),
        (lambda: value.retention_lift(0.9, 0.1, points=10), "takes retention"),
        (lambda: value.retention_lift(0.9, 0.1), "exactly one"),
        (lambda: value.retention_lift(0.9, 0.1, points=5, percent=5), "exactly one"),
        (lambda: value.leaky_bucket(-1, 10, 0.8, 3), "start is -1"),
        (lambda: value.retention_per_period(1.2, 5), "kept is 1.2"),
    ],
)
def test_bad_arithmetic_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_text_is_no_number():
    with pytest.raises(TypeError, match="discount"):
        value.clv(100, 0.8, "ten")


# --- Markov chains


def test_markov_clv_of_a_simple_customer_is_clv():
    chain = value.markov_clv([[0.8, 0.2], [0, 1]], [100, 0], 0.1)
    assert chain.by_state.loc[0] == pytest.approx(value.clv(100, 0.8, 0.1, convention="first_margin_now"))
    short = value.markov_clv([[0.8, 0.2], [0, 1]], [100, 0], 0.1, horizon=4)
    assert short.by_state.loc[0] == pytest.approx(
        value.clv(100, 0.8, 0.1, convention="first_margin_now", horizon=5)
    )


def test_markov_clv_by_simulated_powers():
    P = pd.DataFrame(
        [[0.3, 0.7, 0, 0], [0.2, 0, 0.8, 0], [0.1, 0, 0, 0.9], [0, 0, 0, 1]], list("abcd"), list("abcd")
    )
    reward = np.array([36.0, -4, -4, 0])
    total = sum(np.linalg.matrix_power(P.to_numpy() / 1.2, t) @ reward for t in range(200))
    found = value.markov_clv(P, reward, 0.2)
    assert found.by_state.to_numpy() == pytest.approx(total, abs=1e-10)
    assert list(found.by_state.index) == list("abcd")
    assert "state a" in found.summary()


@pytest.mark.parametrize(
    ("P", "payoff", "discount", "message"),
    [
        ([[0.5, 0.6], [0, 1]], [1, 0], 0.1, "row 0 of P sums to 1.1"),
        ([[1.5, -0.5], [0, 1]], [1, 0], 0.1, "cell"),
        ([[0.5, 0.5]], [1, 0], 0.1, "square"),
        ([[0.5, 0.5], [1]], [1, 0], 0.1, "differ in length"),
        ([[0.5, 0.5], [0, 1]], [1], 0.1, "payoff"),
        ([[0.5, 0.5], [0, 1]], [1, 0], 0, "no limit"),
    ],
)
def test_bad_chains_are_refused(P, payoff, discount, message):
    with pytest.raises(ValueError, match=message):
        value.markov_clv(P, payoff, discount)


# --- BG/NBD


def test_CLV01_bg_nbd_on_cdnow(gold, bg_nbd):
    expected = gold["CLV01"]["expected"]
    assert (bg_nbd.r, bg_nbd.alpha, bg_nbd.a, bg_nbd.b) == pytest.approx(tuple(expected["params"]), rel=2e-3)
    assert bg_nbd.log_likelihood == pytest.approx(expected["LL"], abs=1e-6)
    assert bg_nbd.expected_orders(52) == pytest.approx(expected["E_x_T52"], abs=1e-3)
    assert bg_nbd.expected_orders(expected["hardie_E"]["t"]) == pytest.approx(
        np.array(expected["hardie_E"]["E"]), abs=1e-3
    )
    assert bg_nbd.expected_orders([1, 10, 39, 78]) == pytest.approx(np.array(expected["agg"]), abs=1e-3)
    keen = expected["c1516"]
    keen = history(keen["x"], keen["t.x"], keen["T.cal"])
    assert bg_nbd.conditional_expected_orders(keen, 52).item() == pytest.approx(
        expected["c1516_cet52"], abs=2e-3
    )
    assert bg_nbd.probability_alive(keen).item() == pytest.approx(expected["c1516_palive"], abs=1e-3)
    two = history(2, 30.43, 38.86)
    assert bg_nbd.conditional_expected_orders(two, 39).item() == pytest.approx(
        expected["hardie_cond_exp_cust_x2"], abs=1e-3
    )


def test_bg_nbd_from_the_published_parameters_to_their_digits(gold):
    expected = gold["CLV01"]["expected"]
    model = value.BgNbd(*expected["params"])
    keen = history(26, 30.86, 31)  # these two digits were worked out from the rounded age
    assert model.expected_orders(52) == pytest.approx(expected["E_x_T52"], abs=1e-7)
    assert model.conditional_expected_orders(keen, 52).item() == pytest.approx(25.75824173, abs=1e-6)
    assert model.probability_alive(keen).item() == pytest.approx(0.96891624, abs=1e-7)


def test_bg_nbd_stops_at_the_top(cdnow, bg_nbd):
    x, t_x, T = (cdnow[c].to_numpy() for c in ("repeat_orders", "age_at_last_order_weeks", "observed_weeks"))

    def log_likelihood(r, alpha, a, b):
        """Written again from the paper's equation (6), customer by customer."""
        total = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        total += gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        alive = (alpha + T) ** -(r + x)
        dead = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * (alpha + t_x) ** -(r + x), 0)
        return np.sum(total + np.log(alive + dead))

    best = np.array([bg_nbd.r, bg_nbd.alpha, bg_nbd.a, bg_nbd.b])
    assert log_likelihood(*best) == pytest.approx(bg_nbd.log_likelihood, abs=1e-8)
    for position in range(4):
        for factor in (0.999, 1.001):
            moved = best.copy()
            moved[position] *= factor
            assert log_likelihood(*moved) < bg_nbd.log_likelihood
    assert np.isfinite(bg_nbd.standard_errors).all()


def test_bg_nbd_in_days_is_the_same_model(cdnow, bg_nbd):
    days = pd.DataFrame(
        {
            "repeat_orders": cdnow["repeat_orders"],
            "age_at_last_order_days": 7 * cdnow["age_at_last_order_weeks"],
            "observed_days": 7 * cdnow["observed_weeks"],
        }
    )
    model = value.fit_bg_nbd(days, unit="days")
    assert (model.r, model.alpha / 7, model.a, model.b) == pytest.approx(
        (bg_nbd.r, bg_nbd.alpha, bg_nbd.a, bg_nbd.b), rel=1e-5
    )
    shift = cdnow["repeat_orders"].sum() * np.log(7)
    assert model.log_likelihood + shift == pytest.approx(bg_nbd.log_likelihood, abs=1e-6)
    assert model.expected_orders(364) == pytest.approx(bg_nbd.expected_orders(52), rel=1e-6)


def test_bg_nbd_counts_equal_histories_together(cdnow, bg_nbd):
    twice = value.fit_bg_nbd(pd.concat([cdnow, cdnow.iloc[::-1]]))
    assert twice.log_likelihood == pytest.approx(2 * bg_nbd.log_likelihood, abs=1e-6)
    assert twice.alpha == pytest.approx(bg_nbd.alpha, rel=1e-5)


def test_bg_nbd_forecast_by_integration():
    """Averaged over order rates by hand and over drop-out chances by quadrature."""
    model = value.BgNbd(0.9, 4.0, 1.4, 2.5)
    t = 20.0

    def orders(p):
        return (1 - (4.0 / (4.0 + p * t)) ** 0.9) / p * beta_law.pdf(p, 1.4, 2.5)

    integral, _ = quad(orders, 0, 1, epsabs=1e-12)
    assert model.expected_orders(t) == pytest.approx(integral, rel=1e-8)


def test_bg_nbd_conditional_forecasts_average_to_the_unconditional():
    model = value.BgNbd(0.6, 5.0, 0.9, 2.2)
    people = simulate_bg_nbd(model, np.full(60_000, 30.0), rng=11)
    ahead = model.expected_orders(60) - model.expected_orders(30)
    assert model.conditional_expected_orders(people, 30).mean() == pytest.approx(ahead, rel=0.02)
    assert people["repeat_orders"].mean() == pytest.approx(model.expected_orders(30), rel=0.03)


def test_bg_nbd_stands_very_many_orders(bg_nbd):
    busy = history(5000, 51.9, 52)
    assert bg_nbd.conditional_expected_orders(busy, 10).item() == pytest.approx(
        5000 / (52 + bg_nbd.alpha) * 10 * bg_nbd.probability_alive(busy).item(), rel=0.3
    )
    assert np.isfinite(value.BgNbd(0.5, 4.0, 1.0, 2.0).expected_orders(10))
    near = [value.BgNbd(0.5, 4.0, a, 2.0).expected_orders(10) for a in (0.999, 1.0, 1.001)]
    assert near[0] > near[1] > near[2]


def test_without_repeat_orders_bg_nbd_calls_everybody_alive(bg_nbd):
    assert bg_nbd.probability_alive(history(0, 0, 30)).item() == 1


def test_bg_nbd_warns_when_nobody_seems_to_leave():
    rng = np.random.default_rng(5)
    rate = rng.gamma(2, 0.5, 400)
    x = rng.poisson(rate * 50) + 1
    people = pd.DataFrame({"repeat_orders": x, "age_at_last_order_weeks": 49.99999, "observed_weeks": 50.0})
    with pytest.warns(UserWarning, match="no clear maximum"):
        value.fit_bg_nbd(people)


def _broken(column, entry):
    people = pd.DataFrame(
        {
            "repeat_orders": [2, 0, 1, 3, 1, 0],
            "age_at_last_order_weeks": [5.0, 0, 3, 8, 2, 0],
            "observed_weeks": 10.0,
        }
    ).astype(object)
    people.loc[2, column] = entry
    return people


@pytest.mark.parametrize("fit", [value.fit_bg_nbd, value.fit_pareto_nbd])
@pytest.mark.parametrize(
    ("people", "message"),
    [
        (_broken("repeat_orders", -1), r"row 2 .* repeat_orders"),
        (_broken("repeat_orders", 1.5), "whole number"),
        (_broken("repeat_orders", "one"), "'repeat_orders' .* 'one'"),
        (_broken("repeat_orders", np.nan), "missing"),
        (_broken("repeat_orders", 0), "above 0 though repeat_orders is 0"),
        (_broken("age_at_last_order_weeks", 11), "above observed_weeks"),
        (_broken("age_at_last_order_weeks", 0), "is 0 though"),
        (_broken("observed_weeks", 0), "observed_weeks is not above 0"),
        (_broken("repeat_orders", 1).iloc[:3], "at least 5"),
        (_broken("repeat_orders", 1).rename(columns={"repeat_orders": "frequency"}), "'repeat_orders'"),
        (_broken("repeat_orders", 1).assign(repeat_orders=0, age_at_last_order_weeks=0), "came back"),
    ],
)
def test_impossible_histories_are_refused(fit, people, message):
    with pytest.raises(ValueError, match=message):
        fit(people)


def test_forecasts_check_their_input(bg_nbd):
    with pytest.raises(ValueError, match="t is -1"):
        bg_nbd.expected_orders(-1)
    with pytest.raises(ValueError, match="observed_weeks"):
        bg_nbd.probability_alive(history(1, 2, 3, unit="days"))


# --- Pareto/NBD


def test_pareto_nbd_on_cdnow_is_the_published_fit(cdnow):
    """Fader, Hardie and Lee (2005), table 2: r .553, alpha 10.578, s .606, beta 11.669, LL -9595.0."""
    model = value.fit_pareto_nbd(cdnow)
    assert (model.r, model.s) == pytest.approx((0.553, 0.606), abs=6e-4)
    assert (model.alpha, model.beta) == pytest.approx((10.578, 11.669), abs=1.5e-3)
    assert model.log_likelihood == pytest.approx(-9595.0, abs=0.05)
    keen = history(26, 30.857142857142858, 31)
    # R package BTYD, vignette: conditional expectation 25.456 and P(alive) .9979 for customer 1516
    assert model.conditional_expected_orders(keen, 52).item() == pytest.approx(25.456, abs=0.01)
    assert model.probability_alive(keen).item() == pytest.approx(0.998, abs=5e-4)
    assert model.expected_orders(52) == pytest.approx(1.473, abs=1e-3)


@pytest.mark.parametrize("parameters", [(0.5, 10.0, 0.6, 12.0), (0.5, 12.0, 0.6, 3.0), (1.3, 5.0, 2.0, 5.0)])
@pytest.mark.parametrize("x_age", [(0, 0.0), (2, 30.0), (60, 35.0)])
def test_pareto_likelihood_is_its_integral(parameters, x_age):
    r, alpha, s, beta = parameters
    x, age = x_age
    T = 39.0
    scale = (alpha + age) ** (r + x)
    dead, _ = quad(
        lambda y: scale * s * (alpha + y) ** -(r + x) * (beta + y) ** -(s + 1), age, T, epsabs=0, epsrel=1e-11
    )
    alive = scale * (alpha + T) ** -(r + x) * (beta + T) ** -s
    found_alive, found = _log_terms(parameters, np.array([x]), np.array([age]), np.array([T]))
    assert found[0] + np.log(scale) == pytest.approx(np.log(alive + dead), abs=1e-9)
    assert np.exp(found_alive - found)[0] == pytest.approx(alive / (alive + dead), rel=1e-8)


def test_pareto_stands_many_orders_and_an_order_on_the_last_day():
    model = value.ParetoNbd(0.55, 10.6, 0.6, 11.7)
    people = pd.DataFrame(
        {"repeat_orders": [900, 900, 3], "age_at_last_order_weeks": [50, 20, 52], "observed_weeks": 52.0}
    )
    alive = model.probability_alive(people)
    assert alive.iloc[2] == 1
    assert alive.iloc[1] < 1e-12
    assert np.isfinite(alive).all()


def test_pareto_expected_orders_where_s_is_one():
    near = [value.ParetoNbd(0.5, 10.0, s, 12.0).expected_orders(30.0) for s in (1 - 1e-6, 1.0, 1 + 1e-6)]
    assert near[1] == pytest.approx((near[0] + near[2]) / 2, rel=1e-9)
    assert near[1] == pytest.approx(0.5 / 10 * 12 * np.log(42 / 12), rel=1e-12)


# --- spending, contracts


def test_CLV03_gamma_gamma_on_cdnow(gold, cdnow):
    expected = gold["CLV03"]["expected"]
    model = value.fit_gamma_gamma(cdnow)
    assert model.n_customers == 946
    assert (model.p, model.q, model.gamma) == pytest.approx(tuple(expected["params"]), rel=5e-3)
    three = pd.DataFrame({"repeat_orders": [3], "mean_repeat_order_value": [35.0]})
    assert model.expected_order_value(three).item() == pytest.approx(
        expected["cond_exp_spend_m35_x3"], abs=0.05
    )
    none = pd.DataFrame({"repeat_orders": [0], "mean_repeat_order_value": [np.nan]})
    assert model.expected_order_value(none).item() == pytest.approx(model.mean_order_value)


def test_gamma_gamma_shrinks_towards_the_mean_of_all():
    model = value.GammaGamma(6.25, 3.74, 15.44)
    x = np.array([1, 5, 50, 5000])
    guess = model.expected_order_value(pd.DataFrame({"repeat_orders": x, "mean_repeat_order_value": 80.0}))
    assert (np.diff(guess) > 0).all()
    assert guess.between(model.mean_order_value, 80).all()
    weight = 6.25 * x / (6.25 * x + 2.74)
    assert guess.to_numpy() == pytest.approx(weight * 80 + (1 - weight) * model.mean_order_value)


def test_gamma_gamma_refuses_worthless_orders(cdnow):
    bad = cdnow.head(50).copy()
    bad.loc[0, "mean_repeat_order_value"] = 0
    with pytest.raises(ValueError, match=r"row 0 .* mean_repeat_order_value"):
        value.fit_gamma_gamma(bad)
    with pytest.raises(ValueError, match="at least 4"):
        value.fit_gamma_gamma(cdnow[cdnow["repeat_orders"] > 0].head(3))


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("regular", [1000, 631, 468, 382, 326, 289, 262, 241]),
        ("high_end", [1000, 869, 743, 653, 593, 551, 517, 491]),
    ],
)
def test_CLV05_sbg(gold, name, counts):
    expected = gold["CLV05"]["expected"][name]
    model = value.fit_sbg(counts)
    assert (model.alpha, model.beta) == pytest.approx((expected["alpha"], expected["beta"]), abs=1e-5)
    assert model.log_likelihood == pytest.approx(expected["LL"], abs=1e-8)
    assert model.survival(12) == pytest.approx(expected["S12"], abs=1e-6)
    assert model.retention(1) == pytest.approx(expected["r1"], abs=1e-6)
    assert model.mean_churn == pytest.approx(expected["E_theta"], abs=1e-6)


def test_sbg_lifetimes_are_the_sums_they_stand_for():
    model = value.Sbg(3.8, 15.19)
    t = np.arange(4000)
    paid = model.survival(t) / 1.1**t
    assert model.discounted_lifetime(0.1) == pytest.approx(paid.sum(), rel=1e-9)
    later = model.survival(3 + t[1:]) / model.survival(2 + 1) * model.retention(3)
    residual = np.sum(np.r_[model.retention(3), later] / 1.1**t)
    assert model.discounted_lifetime(0.1, renewals=2) == pytest.approx(residual, rel=1e-9)
    assert np.cumprod(model.retention(np.arange(1, 9))) == pytest.approx(model.survival(np.arange(1, 9)))


def test_sbg_warns_when_churn_does_not_vary():
    with pytest.warns(UserWarning, match="no clear maximum in alpha, beta"):
        value.fit_sbg([1000, 800, 640, 512, 410])


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ([1000, 800], "at least three"),
        ([1000, 800, 900], "rises from 800 to 900 at period 2"),
        ([1000, 1000, 1000], "nobody leaving"),
        ([1000, 0, 0], "everybody at once"),
        ([1000, -5, -6], "negative"),
        ([1000, "many", 3], "not a number"),
    ],
)
def test_sbg_refuses_impossible_cohorts(counts, message):
    with pytest.raises(ValueError, match=message):
        value.fit_sbg(counts)


# --- orders, equity


def test_customer_orders_counts_days_and_ages():
    orders = pd.DataFrame(
        {
            "customer_id": ["A", "A", "A", "A", "B"],
            "ordered_on": ["2024-01-22", "2024-01-01", "2024-01-08", "2024-01-08 18:00", "2024-02-05"],
            "paid": [30.0, 10.0, 20.0, 5.0, 7.0],
        }
    )
    before = orders.copy()
    table = value.customer_orders(orders, "2024-02-12", amount="paid")
    assert table.loc["A"].tolist() == [2, 3, 6, 27.5]
    assert table.loc["B"].tolist()[:3] == [0, 0, 1]
    assert np.isnan(table.loc["B", "mean_repeat_order_value"])
    pd.testing.assert_frame_equal(orders, before)
    days = value.customer_orders(orders, "2024-02-12", unit="days")
    assert days.loc["A"].tolist() == [2, 21, 42]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ordered_on": ["2024-01-01", "2025-01-01"]}, "reaches 2025-01-01"),
        ({"ordered_on": ["2024-01-01", None]}, "missing dates"),
        ({"ordered_on": ["2024-01-01", "soon"]}, "not a date"),
        ({"ordered_on": [1, 2]}, "holds numbers"),
        ({"customer_id": ["A", None]}, "needs its customer"),
    ],
)
def test_bad_orders_are_refused(change, message):
    orders = pd.DataFrame({"customer_id": ["A", "B"], "ordered_on": ["2024-01-01", "2024-01-02"]})
    with pytest.raises(ValueError, match=message):
        value.customer_orders(orders.assign(**change), "2024-12-31")


def test_order_stream_without_discount_is_orders_times_money(bg_nbd):
    people = pd.concat([history(2, 30, 39), history(0, 0, 39)], ignore_index=True)
    money = value.expected_order_stream_value(
        bg_nbd, people, [40.0, 20.0], margin_share=0.25, discount=0, periods=26
    )
    plain = bg_nbd.conditional_expected_orders(people, 26) * np.array([40.0, 20.0]) * 0.25
    assert money.to_numpy() == pytest.approx(plain.to_numpy())


def test_whale_curve_peaks_where_losses_begin():
    whale = value.whale_curve([50, -20, 60, 0, 10])
    assert (whale.total, whale.peak, whale.unprofitable_share) == (100, 120, 0.2)
    assert whale.curve["cumulative_profit"].tolist() == [0, 60, 110, 120, 120, 100]
    assert whale.curve["profit_share"].iloc[-1] == 1
    assert value.whale_curve([5, 5, 5, 5]).gini == pytest.approx(0)
    assert value.whale_curve([0, 0, 0, 8]).gini == pytest.approx(0.75)
    loss = value.whale_curve([-1, -2])
    assert loss.peak == 0
    assert np.isnan(loss.gini)
    with pytest.raises(ValueError, match="profit"):
        value.whale_curve([1, None, 2])


def test_customer_equity_adds_present_and_new_customers():
    base = pd.DataFrame(
        {
            "customers": [100, 50],
            "margin": [10, 40],
            "retention": [0.8, 0.5],
            "acquired": [10, 0],
            "acquisition_cost": [20, 5],
        },
        index=["small", "large"],
    )
    equity = value.customer_equity(base, 0.1)
    small, large = value.clv(10, 0.8, 0.1), value.clv(40, 0.5, 0.1)
    assert equity.present == pytest.approx(100 * small + 50 * large)
    assert equity.new == pytest.approx(10 * (small + 10 - 20))
    assert equity.total == pytest.approx(equity.present + equity.new)
    certain = value.customer_equity(base, 0.1, convention="first_margin_now")
    assert certain.new == pytest.approx(equity.new)
    with pytest.raises(ValueError, match="acquisition_cost"):
        value.customer_equity(base.drop(columns="acquisition_cost"), 0.1)
    with pytest.raises(ValueError, match="customers"):
        value.customer_equity(base.assign(customers=-1), 0.1)


def test_best_acquisition_spend_is_the_best():
    best = value.best_acquisition_spend(100, 0.4, 0.1)

    def gain(spend):
        return value.acquisition_rate(spend, 0.4, 0.1) * 100 - spend

    assert gain(best) > gain(best * 1.01)
    assert gain(best) > gain(best * 0.99)
    assert value.best_acquisition_spend(10, 0.4, 0.1) == 0


def test_results_read_themselves(bg_nbd, cdnow):
    results = [
        bg_nbd,
        value.fit_gamma_gamma(cdnow),
        value.Sbg(0.7, 1.2),
        value.ParetoNbd(0.5, 10, 0.6, 12),
        value.leaky_bucket(10, 5, 0.8, 3),
        value.retention_lift(0.9, 0.1, points=5),
        value.whale_curve([3, -1]),
        value.markov_clv([[0.8, 0.2], [0, 1]], [100, 0], 0.1),
    ]
    for result in results:
        assert "<table" in result._repr_html_()
        assert result.summary().endswith(".")
        assert "nan" not in result.summary()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value.fit_bg_nbd(cdnow)


# --- a rise of the fee


def test_price_rise_gives_the_break_even_of_the_case():
    """119 to 139 with 0, 50 and 100 of other margin: 14.4, 10.6 and 8.4 %, as in the Prime case."""
    losses = [value.price_rise(119, 139, other_margin=m).break_even_loss for m in (0, 50, 100)]
    assert losses == pytest.approx([20 / 139, 20 / 189, 20 / 239])
    assert [f"{loss:.1%}" for loss in losses] == ["14.4%", "10.6%", "8.4%"]
    rise = value.price_rise(119, 139)
    assert rise.break_even_elasticity == pytest.approx(-(20 / 139) / (20 / 119))
    assert "fewer than 14.4% of members" in rise.summary()
    assert np.isnan(value.price_rise(119, 119).break_even_elasticity)


@given(
    st.floats(10, 200), st.floats(0, 100), st.floats(0, 200), st.floats(0, 60), st.floats(-0.5, 0.5),
    st.floats(0, 1),
)  # fmt: skip
def test_at_the_break_even_profit_is_what_it_was(fee, more, margin, cost, spend, kept):
    options = dict(other_margin=margin, service_cost=cost, spend_change=spend, kept_share=kept)
    assume(fee + more + margin * (1 + spend) - cost > kept * margin)
    rise = value.price_rise(fee, fee + more, **options)
    assert rise.profit_change(0) == pytest.approx(more + margin * spend, abs=1e-9)
    if rise.break_even_loss < 1:
        assert rise.profit_change(rise.break_even_loss) == pytest.approx(0, abs=1e-9)
    assert rise.profit_change([0, 1])[1] == pytest.approx(kept * margin - (fee + margin - cost), abs=1e-9)


def test_price_rise_refuses_what_is_none():
    with pytest.raises(ValueError, match=r"new_fee is 100, below fee 119"):
        value.price_rise(119, 100)
    with pytest.raises(ValueError, match="service_cost is -1"):
        value.price_rise(119, 139, service_cost=-1)
    with pytest.raises(ValueError, match="spend_change is -1; give a share above -1"):
        value.price_rise(119, 139, spend_change=-1)
    with pytest.raises(ValueError, match="a member who stays brings 39 and one who left 50"):
        value.price_rise(119, 139, other_margin=100, service_cost=200, kept_share=0.5)
    assert "even if nobody leaves" in value.price_rise(10, 11, other_margin=50, spend_change=-0.1).summary()


def test_recapture_gives_the_break_even_of_the_case():
    """40 through the shop against 170 x (60 % - 30 %) directly: 78.4 %, as in the Nike case."""
    left = value.recapture(100, 0.40, 170, 0.60, 0.30)
    assert left.break_even == pytest.approx(40 / 51)
    assert left.profit_change([0, 40 / 51, 1]) == pytest.approx([-40, 0, 11])
    assert left.profit_change(0.6) == pytest.approx(-9.4)
    assert "if more than 78.4% of its buyers" in left.summary()
    served = value.recapture(100, 0.40, 170, 0.60, 0.30, account_cost=8)
    assert served.break_even == pytest.approx(32 / 51)
    assert "even if all" in value.recapture(100, 0.40, 170, 0.60, 0.40).summary()
    assert "even if nobody" in value.recapture(100, 0.40, 170, 0.60, 0.30, account_cost=40).summary()
    assert "break_even" in left._repr_html_()


def test_recapture_refuses_what_cannot_be():
    with pytest.raises(ValueError, match=r"selling_cost 0.6 eats up direct_margin 0.6"):
        value.recapture(100, 0.40, 170, 0.60, 0.60)
    with pytest.raises(ValueError, match="account_cost is -1"):
        value.recapture(100, 0.40, 170, 0.60, 0.30, account_cost=-1)
    with pytest.raises(ValueError, match="shop_margin"):
        value.recapture(100, 40, 170, 0.60, 0.30)


# --- simulated orders


def test_simulated_orders_follow_their_models():
    joined = pd.to_datetime(["2024-01-01"] * 6000)
    models = value.BgNbd(1.2, 8, 0.8, 4), value.GammaGamma(6.25, 3.74, 15.44)
    orders = value.simulate_orders(*models, joined, "2024-12-30", rng=2)
    assert orders["customer_id"].nunique() == 6000
    repeats = len(orders) / 6000 - 1
    assert repeats == pytest.approx(models[0].expected_orders(52), rel=0.04)
    assert orders["amount"].mean() == pytest.approx(models[1].mean_order_value, rel=0.04)
    assert orders["ordered_on"].is_monotonic_increasing
    again = value.simulate_orders(*models, joined, "2024-12-30", rng=2)
    pd.testing.assert_frame_equal(orders, again)
    with pytest.raises(ValueError, match="counts in days; give one in weeks"):
        value.simulate_orders(value.BgNbd(1, 1, 1, 1, unit="days"), models[1], joined, "2024-12-30", rng=2)


def test_open_door_gives_the_break_even_and_adds_up_losses():
    door = value.open_door(70, growth=0.05, exposed=0.3, retention=0.9, at_once=-0.01)
    assert door.gross_profit(door.break_even_loss) == pytest.approx(70)
    assert door.gross_profit(0.9) == pytest.approx(73.5 * (1 - 0.01 - 0.3))
    assert door.gross_profit(0.03, year=1, opened=2) == pytest.approx(door.planned())
    assert door.cost(0) == pytest.approx(0.01 * sum(door.planned(year) for year in (1, 2, 3)))
    assert door.gross_profit([0.0, 0.03]).shape == (2,)
    assert "even if nobody" in value.open_door(70, growth=0, exposed=0.3, retention=0.9).summary()
    assert "even if all" in value.open_door(70, growth=0.1, exposed=0.05, retention=0.9).summary()


def test_open_door_refuses_what_cannot_be():
    with pytest.raises(ValueError, match="3 points are"):
        value.open_door(70, growth=0.05, exposed=0.3, retention=0.9).gross_profit(3)
    with pytest.raises(ValueError, match="write 5 % as"):
        value.open_door(70, growth=-5, exposed=0.3, retention=0.9)
    with pytest.raises(ValueError, match="write -2 % as"):
        value.open_door(70, growth=0.05, exposed=0.3, retention=0.9, at_once=-2)
    with pytest.raises(ValueError, match="must be above 0"):
        value.open_door(70, growth=0.05, exposed=0, retention=0.9)
