"""Messages in Chinese: complete, faithful to their values and code words, and shown where they should be."""

import importlib
import io
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import crmlab
from crmlab.authoring.catalogue import messages_of_chapter, messages_of_code
from crmlab.authoring.source import read_chapter, slugs
from crmlab.course import status
from crmlab.courseinfo import PUBLIC
from crmlab.grading.answers import encode
from crmlab.grading.keys import work
from crmlab.grading.kinds import encode_for
from crmlab.grading.verdict import judge
from crmlab.identity import Student
from crmlab.language import language, tr, use_language

PACKAGE = Path(crmlab.__file__).parent
CATALOGUE = PACKAGE / "locale" / "zh_CN" / "LC_MESSAGES" / "crmlab.po"
STATES = (status.WAITING, status.GRADED, status.PERSON, status.MISSING)  # translated by tr(state)

HAN = re.compile(r"[\u4e00-\u9fff]")
CODE_WORDS = re.compile(r"'[^']*_[^']*'|'id'|'crmlab [^']*'|--[a-z]+|\w*_\w+(?:\.\w+)*|\w{2,}\.\w{2,}")
NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@pytest.fixture(autouse=True)
def no_language_chosen(monkeypatch):
    monkeypatch.setattr(importlib.import_module("crmlab.language"), "_chosen", None)
    monkeypatch.delenv("CRMLAB_LANG", raising=False)


@pytest.fixture(scope="module")
def needed():
    """Every message that can be shown, in English."""
    chapters = [messages_of_chapter(read_chapter(slug)) for slug in slugs()]
    return {*messages_of_code(PACKAGE), *STATES, *(message for found in chapters for message in found)}


@pytest.fixture(scope="module")
def catalogue():
    return read_po(io.BytesIO(CATALOGUE.read_bytes()))


@pytest.fixture(scope="module")
def chinese(catalogue):
    """English message to Chinese message."""
    return {entry.id: entry.string for entry in catalogue if entry.id}


@pytest.fixture(scope="module")
def keys():
    return work(read_chapter("switching_costs"), Student("demo", PUBLIC))


def values_in(text):
    """Names of the values, each as often as it occurs."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def plain(text):
    """The text without its values."""
    return re.sub(r"\{\w+\}", "", text)


def test_every_message_has_a_chinese_text(needed, chinese):
    assert sorted(message for message in needed if not chinese.get(message, "").strip()) == []


def test_no_entry_is_obsolete_or_unsure(needed, chinese, catalogue):
    assert sorted(set(chinese) - needed) == []
    assert list(catalogue.obsolete) == []
    assert [entry.id for entry in catalogue if entry.id and entry.fuzzy] == []


def test_the_values_are_the_same(chinese):
    assert {m: t for m, t in chinese.items() if values_in(m) != values_in(t)} == {}


def test_code_words_and_numbers_stay(chinese):
    lost = {
        (message, word)
        for message, text in chinese.items()
        for word in [*CODE_WORDS.findall(message), *NUMBERS.findall(plain(message))]
        if word not in text
    }
    assert lost == set()


def test_no_message_stays_english(chinese):
    worded = {message: text for message, text in chinese.items() if re.search("[a-z]", plain(message))}
    assert [message for message, text in worded.items() if not HAN.search(text)] == ["crmlab: {error}"]


def test_chinese_has_chinese_punctuation(chinese):
    """No ASCII comma, stop, colon or question mark next to a Chinese character."""
    ascii_mark = re.compile(r"[\u4e00-\u9fff](?:[,;:?!]|\.(?!\w))|[,;:?!][\u4e00-\u9fff]")
    assert [text for text in chinese.values() if ascii_mark.search(text)] == []


def test_every_message_can_be_filled_in(chinese):
    """Through the compiled catalogue, as a reader gets it."""
    use_language("zh_CN")
    for message, text in chinese.items():
        values = {name: f"<{name}>" for name in values_in(message)}
        shown = tr(message, **values)
        assert shown == text.format(**values) if values else shown == text
        assert "{" not in shown or "{" in message


def test_crmlab_lang_chooses_the_language(monkeypatch):
    assert (language(), tr("Right.")) == ("en", "Right.")
    monkeypatch.setenv("CRMLAB_LANG", "zh_CN")
    assert (language(), tr("Right.")) == ("zh_CN", "正确。")
    use_language("en")
    assert tr("Right.") == "Right."
    use_language("zh_CN")
    monkeypatch.setenv("CRMLAB_LANG", "en")
    assert tr("Right.") == "正确。"


def test_an_unknown_language_in_the_surroundings_is_english(monkeypatch):
    monkeypatch.setenv("CRMLAB_LANG", "tlh")
    assert (language(), tr("Right.")) == ("en", "Right.")


def test_a_message_outside_the_catalogue_is_shown_as_it_is():
    use_language("zh_CN")
    assert tr("Nobody translated {n} of these.", n=3) == "Nobody translated 3 of these."
    assert tr("") == ""


def test_the_command_line_speaks_chinese():
    surroundings = {**os.environ, "CRMLAB_LANG": "zh_CN", "PYTHONIOENCODING": "utf-8"}
    program = "from crmlab.cli import main; main(['grade', '--help'])"
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, capture_output=True, encoding="utf-8", check=True
    )
    assert "给已交的作业评分" in done.stdout
    assert "grade what was handed in" not in done.stdout


def test_a_verdict_of_the_real_chapter_changes_its_language(keys):
    key = keys["slopes"]
    swapped = encode(key.wrong_values["swapped"])
    before = judge(key, swapped)
    use_language("zh_CN")
    after = judge(key, swapped)
    assert before.message == "The two numbers are in the wrong order: low switching cost comes first."
    assert after.message == "两个数的顺序反了：转换成本低的在前。"
    assert (after.status, after.score, after.slip) == (before.status, before.score, before.slip)


def test_every_slip_of_the_chapter_is_named_in_chinese(keys, chinese):
    use_language("zh_CN")
    for key in keys.values():
        assert judge(key, encode_for(key.item, key.truth_value, key.inputs)).message == "正确。"
        for name, wrong in key.wrong_values.items():
            verdict = judge(key, encode_for(key.item, wrong, key.inputs))
            assert verdict.message == chinese[key.item.slips[name].message]


UNREADABLE = [
    ..., "seven", "x" * 20_000, True, 1e12, float("nan"), [1, 2, 3], {"a", 1}, {"a": None}, 1j, [[[[[1]]]]],
    lambda *inputs: None,
]  # fmt: skip


@pytest.mark.parametrize("answer", UNREADABLE, ids=lambda answer: type(answer).__name__)
def test_whatever_is_wrong_with_an_answer_is_one_chinese_sentence(keys, answer):
    use_language("zh_CN")
    for key in keys.values():
        message = judge(key, encode_for(key.item, answer, key.inputs)).message
        assert HAN.search(message), message
        assert re.search(r"[^.,;:?!。，；：？！]。$", message), message


def test_a_hint_and_the_answer_to_a_live_check_are_chinese(keys, capsys):
    use_language("zh_CN")
    check = crmlab.checker("switching_costs", Student("demo", PUBLIC), mode="self-study")
    check("slopes", (50.0, 60.0))
    shown = capsys.readouterr().out
    assert "还不对。 提示 1/3：" in shown
    assert "上面的表有三行" in shown
