"""What a reader of data sets meets: names, cards, fingerprints, and errors that help."""

import pandas as pd
import pytest

from crmlab import datasets


@pytest.mark.parametrize("ask", [datasets.load, datasets.describe, datasets.schema, datasets.truth])
def test_unknown_name_lists_the_names_and_the_nearest(ask):
    with pytest.raises(ValueError, match=r"there are .*investment_clients.*mean 'investment_clients'"):
        ask("investment_client")
    with pytest.raises(ValueError, match="choose one of these"):
        ask("zzz")
    with pytest.raises(ValueError, match="There is no data set"):
        ask("../datasets")
    with pytest.raises(ValueError, match="There is no data set None"):
        ask(None)


def test_card_shows_as_a_page():
    card = datasets.describe("mobile_subscribers")
    assert card._repr_markdown_() == str(card)
    assert "not reversed in the data" in str(card)


def test_load_labels_the_frame():
    frame = datasets.load("mobile_subscribers")
    assert frame.attrs["dataset"] == "mobile_subscribers"
    assert frame.attrs["version"] == 1
    assert frame.attrs["data_hash"] == datasets.data_hash(frame)


def test_load_gives_a_new_frame_each_time():
    first = datasets.load("mobile_subscribers")
    first["sa1"] = 0
    assert datasets.load("mobile_subscribers")["sa1"].min() >= 1


def test_hash_follows_values_and_not_the_index():
    frame = pd.DataFrame({"x": [1.5, 2.5], "name": ["Ä", "王"]})
    assert datasets.data_hash(frame) == datasets.data_hash(frame.set_axis([7, 9]))
    assert datasets.data_hash(frame) != datasets.data_hash(frame.assign(x=[1.5, 2.6]))
    assert datasets.data_hash(frame) != datasets.data_hash(frame[["name", "x"]])


def test_hash_is_that_of_the_documented_bytes():
    import hashlib

    frame = pd.DataFrame({"x": [0.1 + 0.2, 1234.5], "name": ["Ä", "王"]})
    assert datasets.data_hash(frame) == hashlib.sha256("x,name\n0.3,Ä\n1234.5,王\n".encode()).hexdigest()


@pytest.mark.parametrize(("name", "item"), [("investment_clients", "ex3"), ("mobile_subscribers", "le2")])
def test_turned_turns_the_declared_item_and_nothing_else(name, item):
    frame = datasets.load(name)
    turned = datasets.turned(frame)
    changed = [column for column in frame if not frame[column].equals(turned[column])]
    assert changed == [item]
    assert (frame[item] + turned[item]).eq(8).all()


def test_turned_wants_a_data_set_of_the_course():

    with pytest.raises(ValueError, match=r"datasets\.load"):
        datasets.turned(pd.DataFrame({"a": [1]}))
