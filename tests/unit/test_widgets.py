"""Interactives without a page: settings, sentences, pictures, languages, twins and the log of decisions."""

import base64
import html
import importlib.util
import io
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from crmlab import datasets, moderation, satisfaction, scales, value, widgets
from crmlab.language import language, speaking
from crmlab.widgets.controls import Choice, Number, read_number, written
from crmlab.widgets.explorer import Explorer, steps_up

SURVEY = {"quality": ["tq1", "tq2"], "cost": ["sc1", "sc2"], "loyalty": ["lo1", "lo2"]}


@pytest.fixture(scope="module")
def people():
    return scales.score(datasets.load("investment_clients"), SURVEY)


def _registry():
    """The registry of the browser tests: how each widget is made."""
    place = Path(__file__).parents[1] / "browser" / "registry.py"
    spec = importlib.util.spec_from_file_location("widget_registry", place)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


REGISTRY = _registry()


@pytest.fixture(scope="module")
def space():
    names = {}
    exec(REGISTRY.SETUP, names)
    return names


@pytest.fixture(params=REGISTRY.EXAMPLES)
def made(request, space):
    """Every widget as it opens."""
    return eval(REGISTRY.EXAMPLES[request.param].code, space)


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12", 12), (" 12.5 ", 12.5), ("12,5", 12.5), ("１２．５", 12.5), ("１２，５", 12.5), ("1,250", 1250),
        ("1,250,000.5", 1250000.5), ("0,125", 0.125), ("−3", -3), ("+3", 3), (".5", 0.5), ("1 000", 1000),
        ("", None), ("many", None), ("nan", None), ("inf", None), ("1e5", None), ("1,2,3", None),
        ("--1", None),
        ("1.2.3", None), ("十", None), ("True", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_type_them(typed, read):
    assert read_number(typed) == read


KEPT = Number("kept", "Customers who stay", 80, 50, 99, 0.5, unit="% a year")


@pytest.mark.parametrize("typed", ["85.5", "85,5 %", "８５．５％", "85.5 % a year"])
def test_a_field_takes_its_unit(typed):
    assert KEPT.read(typed) == 85.5


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "The field is empty; type a number such as 80.0."),
        ("  % ", "The field is empty; type a number such as 80.0."),
        ("many", "'many' is not a number here; type one such as 80.0."),
        ("0.8", "0.8 is out of range; type a number from 50.0 to 99.0."),
        ("9999999", "9,999,999 is out of range; type a number from 50.0 to 99.0."),
        ("NaN", "'NaN' is not a number here; type one such as 80.0."),
    ],
)
def test_a_field_says_what_is_wrong_in_one_sentence(typed, says):
    with pytest.raises(ValueError, match=r".") as told:
        KEPT.read(typed)
    assert str(told.value) == says


def test_a_whole_number_must_be_whole_and_a_choice_one_of_its_options():
    with pytest.raises(ValueError, match=r"2\.5 is not a whole number"):
        Number("n", "Answers", 10, 1, 100, 1, whole=True).read("2.5")
    with pytest.raises(ValueError, match="'c' is no option of 'x'; choose from a, b"):
        Choice("x", "X", {"a": "A", "b": "B"}, "a").check("c")


def test_numbers_are_written_with_the_decimals_of_the_step_or_their_own():
    assert [KEPT.show(80), KEPT.show(80.25), KEPT.snap(80.3)] == ["80.0", "80.25", 80.5]
    assert Number("at", "At", 2, 1.3, 7, 0.1).snap(2.4000000000000004) == 2.4
    assert [written(n) for n in (1250000.0, 0.1 + 0.2)] == ["1,250,000", "0.3"]
    tops = [steps_up(x) for x in np.geomspace(0.01, 1e6, 200)]
    assert all(x <= top < 1.6 * x for x, top in zip(np.geomspace(0.01, 1e6, 200), tops, strict=True))


def test_it_opens_with_words_and_a_picture(made):
    assert made.reading.endswith(".")
    assert len(made.description) > 40
    assert made.question().endswith("?")
    picture = pixels(made.picture())
    assert picture.shape == (made.size[1] * 100, made.size[0] * 100, 3)
    assert len(np.unique(picture.reshape(-1, 3), axis=0)) > 20


def neighbour(control):
    """The place of the slider beside the one it opens at."""
    place = control.snap(control.value)
    return control.snap(
        place + control.step if place + control.step <= control.high else place - control.step
    )


def steps(explorer):
    """Another value of each control, and every option."""
    for control in explorer.controls():
        if isinstance(control, Choice):
            yield from ({control.name: option} for option in control.options)
        else:
            yield {control.name: neighbour(control)}


def test_a_picture_that_was_moved_is_the_picture_made_anew(made):
    """Nothing of the last picture stays, and what moves is the same however one came there."""
    for step in steps(made):
        made.set(**step)
        moved = made.picture()
        made._canvas._drawn_for = None
        assert np.array_equal(pixels(moved), pixels(made.picture())), step


def test_a_setting_that_cannot_be_set_changes_nothing(made):
    before = dict(made.settings), made.reading, made.picture()
    for control in made.controls():
        if isinstance(control, Number):
            for wrong in (control.low - 1, control.high + 1, float("nan")):
                with pytest.raises(ValueError, match="out of range"):
                    made.set(**{control.name: wrong})
    with pytest.raises(ValueError, match="there is no setting 'colour'; there are "):
        made.set(colour=1)
    assert before == (made.settings, made.reading, made.picture())


def test_the_language_is_its_own_and_changes_everything(made):
    english = made.question(), made.reading, made.description
    settings = dict(made.settings)
    made.use_language("zh_CN")
    assert language() == "en"
    with speaking("zh_CN"):
        chinese = made.question(), made.reading, made.description
        labels = [control.title for control in made.controls()]
    assert all(a != b for a, b in zip(english, chinese, strict=True))
    assert len(set(labels)) == len(labels)
    assert made.settings == settings
    made.use_language("en")
    assert (made.question(), made.reading, made.description) == english
    with pytest.raises(ValueError, match="crmlab speaks"):
        made.use_language("fr")


def test_the_twin_carries_picture_words_and_sentence_and_moves_nothing(made):
    control = next(control for control in made.controls() if isinstance(control, Number))
    before = dict(made.settings), made.reading
    twin = made.static(**{control.name: control.snap(control.value)})
    assert (made.settings, made.reading) == before
    bundle, metadata = twin._repr_mimebundle_()
    assert bundle["text/plain"] == twin.sentence
    assert metadata["image/png"]["alt"] == twin.alt
    png = base64.b64decode(bundle["image/png"])
    assert pixels(png).shape[1] == made.size[0] * 160
    assert f'alt="{html.escape(twin.alt)}"' in bundle["text/html"]
    assert html.escape(twin.sentence) in bundle["text/html"]


def test_displayed_it_is_the_live_widget_and_then_its_twin(made, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    made._ipython_display_()
    live, twin = shown
    assert f"crmlab-live-{twin.key}" in live._dom_classes
    assert f".crmlab-live-{twin.key}" in twin.html()


def test_a_slider_of_frames_needs_no_kernel(made):
    control = next(control for control in made.controls() if isinstance(control, Number))
    values = [control.snap(control.value), neighbour(control)]
    box = made.frames(control.name, values)
    slider, stack = box.children
    assert slider.options == tuple(control.show(value) for value in values)
    assert all('alt="' in page.value for page in stack.children)


def test_decisions_are_a_frame_in_order_of_time():
    bucket = widgets.leaky_bucket()
    assert len(bucket.decisions) == 0
    bucket.decide("new", 80)
    bucket.set(stay=90)
    bucket.decide("keep", "55")
    log = bucket.decisions
    assert log[["choice", "belief_percent", "stay"]].to_numpy().tolist() == [
        ["new", 80, 80],
        ["keep", 55, 90],
    ]
    assert log["noted_at"].is_monotonic_increasing
    assert set(bucket.settings) < set(log.columns)
    with pytest.raises(ValueError, match="'both' is no option; choose from new, keep, neither"):
        bucket.decide("both", 50)
    with pytest.raises(ValueError, match="101 is out of range"):
        bucket.decide("new", 101)
    with pytest.raises(ValueError, match="asks for no decision"):
        widgets.retention_lift().decide("new", 50)
    assert len(bucket.decisions) == 2


def test_the_leaky_bucket_follows_the_library_and_says_when_the_lead_changes():
    bucket = widgets.leaky_bucket(years=15)
    won = value.leaky_bucket(2000, 2000, 0.8, 15).path["customers"]
    kept = value.leaky_bucket(2000, 1500, 0.8 + 100_000 / 15_000 / 100, 15).path["customers"]
    assert f"{won.iloc[-1]:,.0f} customers against {kept.iloc[-1]:,.0f}" in bucket.reading
    turn = int((kept > won).iloc[1:].idxmax())
    assert f"fewer lost ones from year {turn} on" in bucket.reading
    bucket.set(cost_new=2000)
    assert "fewer lost customers lead all the time" in bucket.reading
    bucket.set(cost_new=100, cost_point=100_000)
    assert "more new customers lead all the time" in bucket.reading
    bucket.set(money=0)
    assert "the two ways come out the same" in bucket.reading
    with pytest.raises(ValueError, match=r"would buy 1000\.0 points of staying"):
        bucket.set(money=1_000_000, cost_point=1000)
    assert bucket.settings["money"] == 0


def test_the_lift_says_what_its_reading_is_worth_and_which_are_impossible():
    lift = widgets.retention_lift(reading="fewer_defections_percent")
    worth = value.retention_lift(0.9, 0.1, fewer_defections_percent=5).value_change
    assert f"by {100 * worth:.1f} %" in lift.reading
    lift.set(change=12)
    assert lift.result["changes"][0] is None
    assert "impossible" in lift.description
    with pytest.raises(
        ValueError, match="Read as percentage points, a change of 12 takes 90 % out of the range"
    ):
        lift.set(reading="points")


def test_satisfied_defectors_are_bayes_both_ways():
    defectors = widgets.satisfied_defectors(satisfied=85, leaving=10, among=70)
    leave = satisfaction.defected_given_satisfied(0.7, 0.1, 0.85)
    assert f"of 100 satisfied {100 * leave:.1f} leave and of 100 others 20.0: " in defectors.reading
    assert f"{0.2 / leave:.1f} times as likely" in defectors.reading
    defectors.set(known="rates", if_satisfied=8)
    assert "Of 100 who leave 68 are satisfied" in defectors.reading
    defectors.set(if_satisfied=10)
    assert "makes no difference" in defectors.reading
    defectors.set(if_satisfied=11)
    assert "here the satisfied leave more" in defectors.reading
    with pytest.raises(ValueError, match="cannot come from the same customers"):
        defectors.set(if_satisfied=50)


def test_survey_noise_tells_luck_from_news_and_takes_own_ratings():
    noise = widgets.survey_noise(answers=100, score=30)
    assert "6 to 38 in 95 of 100 quarters: the 30 you saw needs no explanation" in noise.reading
    noise.set(answers=2000)
    assert "hard to put down to luck" in noise.reading
    noise.set(measure="csat")
    assert "a true score of 80" in noise.reading
    with pytest.raises(ValueError, match="add up to 120 %"):
        noise.set(measure="nps", promoters=88)
    own = widgets.survey_noise(pd.Series([10] * 50 + [8] * 30 + [3] * 20 + [None]))
    assert (own.settings["answers"], own.settings["promoters"], own.settings["passives"]) == (100, 50, 30)


def test_luck_of_a_score_agrees_with_the_interval_of_a_large_sample():
    luck = satisfaction.score_luck(0.5, 0.3, 400, 30, rng=1)
    estimate = satisfaction.nps([10] * 200 + [8] * 120 + [3] * 80)
    assert (luck.low, luck.high) == pytest.approx((estimate.low, estimate.high), abs=0.8)
    assert luck.true == pytest.approx(30)
    assert luck.as_far == 1


def test_the_trap_reads_the_slope_of_the_model(people):
    trap = widgets.satisfaction_trap(people, "quality", "cost", "loyalty")
    trap.set(at=3)
    slope = moderation.moderate(people, "loyalty", "quality", "cost").slope_at([3]).iloc[0]
    assert f"{slope['slope']:+.2f} points" in trap.reading
    assert f"{slope['low']:+.2f} to {slope['high']:+.2f}" in trap.reading
    assert f"{(people['cost'] > 3).mean():.0%} of customers" in trap.reading


def test_names_of_widgets_are_told_when_one_is_misspelt():
    with pytest.raises(AttributeError, match=r"no name 'bucket'; it has: .*leaky_bucket, "):
        widgets.bucket
    assert all(issubclass(getattr(widgets, name), Explorer) for name in widgets.__all__)
    assert sorted(REGISTRY.EXAMPLES) == widgets.__all__
