"""Changes of scores and scores with the make-up of the sample held fixed."""

import numpy as np
import pytest

from crmlab import satisfaction


def shares(satisfied, n):
    return satisfaction.csat([5] * satisfied + [1] * (n - satisfied), top=2, high=5)


def test_newcombe_1998_table_ii_example_a():
    """56 of 70 against 48 of 80: method 10 gives 0.0524 to 0.3339."""
    change = satisfaction.score_change(shares(48, 80), shares(56, 70))
    assert change.value == pytest.approx(0.2)
    assert (round(change.low, 4), round(change.high, 4)) == (0.0524, 0.3339)


def test_nps_change_is_the_root_of_summed_squares():
    before = satisfaction.nps([10] * 50 + [8] * 30 + [3] * 20)
    after = satisfaction.nps([10] * 60 + [8] * 30 + [3] * 10)
    change = satisfaction.score_change(before, after)
    half = np.hypot(before.high - before.value, after.high - after.value)
    assert (change.value, change.n) == (pytest.approx(20), 200)
    assert (change.low, change.high) == (pytest.approx(20 - half), pytest.approx(20 + half))
    assert "change in NPS is +20 points" in change.summary()


def test_change_of_a_share_is_read_in_per_cent():
    assert "change in CSAT is +20.0%" in satisfaction.score_change(shares(48, 80), shares(56, 70)).summary()


def test_different_scores_are_not_compared():
    with pytest.raises(ValueError, match="compare the same score"):
        satisfaction.score_change(shares(48, 80), satisfaction.nps([10, 3, 7]))
    with pytest.raises(ValueError, match="at the same level"):
        satisfaction.score_change(satisfaction.nps([10, 3, 7]), satisfaction.nps([10, 3, 7], level=0.9))


RATINGS, GROUPS = [10] * 6 + [3] * 4 + [10] * 18 + [8] * 2, ["text"] * 10 + ["shop"] * 20


def test_standardised_score_by_hand():
    got = satisfaction.standardised_nps(RATINGS, GROUPS, {"text": 0.8, "shop": 0.2})
    assert got.value == pytest.approx(0.8 * 20 + 0.2 * 90)
    text, shop = satisfaction.nps(RATINGS[:10]), satisfaction.nps(RATINGS[10:])
    half = np.hypot(0.8 * (text.value - text.low), 0.2 * (shop.value - shop.low))
    assert got.low == pytest.approx(got.value - half)


def test_with_the_shares_that_answered_nothing_changes():
    got = satisfaction.standardised_nps(RATINGS, GROUPS, {"text": 1 / 3, "shop": 2 / 3})
    assert got.value == pytest.approx(satisfaction.nps(RATINGS).value)


def test_shares_must_fit_the_groups():
    with pytest.raises(ValueError, match=r"add up to 0\.9"):
        satisfaction.standardised_nps(RATINGS, GROUPS, {"text": 0.7, "shop": 0.2})
    with pytest.raises(ValueError, match="'phone' has no share or no answer"):
        satisfaction.standardised_nps(RATINGS, GROUPS, {"text": 0.7, "shop": 0.2, "phone": 0.1})


def test_missing_answers_are_left_out():
    more = satisfaction.standardised_nps([*RATINGS, None], [*GROUPS, "text"], {"text": 0.8, "shop": 0.2})
    assert more.n == 30
