"""What a reader can set: numbers, choices and a decision, and how typed numbers are read."""

import re
import unicodedata
from dataclasses import dataclass

from crmlab.language import tr

_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")


def read_number(text):
    """Read a number as people type it, or return None.

    Parameters
    ----------
    text : str
        Full-width digits, a decimal comma and commas between thousands are understood.

    Returns
    -------
    float or None

    Examples
    --------
    >>> read_number("１２,5"), read_number("1,250"), read_number("0,125"), read_number("nan")
    (12.5, 1250.0, 0.125, None)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("−", "-")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    return float(plain) if _PLAIN.fullmatch(plain) else None


def written(number, decimals=0):
    """Write a number with at least so many decimals, and more where it has them.

    Examples
    --------
    >>> written(1250000.0), written(2.53, 1), written(2.0, 1)
    ('1,250,000', '2.53', '2.0')
    """
    own = len(f"{number:.9g}".partition(".")[2]) if abs(number) < 1e9 else 0
    return f"{number:,.{max(own, decimals)}f}"


@dataclass(frozen=True)
class Number:
    """A number with a slider and a field to type it in.

    Attributes
    ----------
    name : str
        Key in the settings.
    label : str
        What the reader sees, translated, without the unit.
    value, low, high, step : float
        Where it starts, its range and how far one key press on the slider goes. Typed values need not lie on
        a step.
    unit : str
        Translated, such as "%" or "EUR a year"; empty for a pure number.
    whole : bool
        Whether it must be a whole number.

    Examples
    --------
    >>> kept = Number("kept", "Customers who stay", 80, 50, 99, 0.5, unit="% a year")
    >>> kept.read("85,5 %"), kept.show(85.5)
    (85.5, '85.5')
    """

    name: str
    label: str
    value: float
    low: float
    high: float
    step: float
    unit: str = ""
    whole: bool = False

    @property
    def title(self):
        """Label and unit."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def read(self, text):
        """Return the number that was typed, or raise a ValueError that says what to type."""
        typed = unicodedata.normalize("NFKC", str(text)).strip()
        for unit in {self.unit, *self.unit.split()[:1]} - {""}:
            typed = typed.removesuffix(unit).strip()
        if not typed:
            raise ValueError(
                tr("The field is empty; type a number such as {example}.", example=self._example)
            )
        number = read_number(typed)
        if number is None:
            raise ValueError(
                tr("'{typed}' is not a number here; type one such as {example}.",
                   typed=typed[:20], example=self._example)
            )  # fmt: skip
        return self.check(number)

    def check(self, number):
        """Return the number as a float if it can be set, or raise a ValueError that says what can be."""
        number = float(number)
        if not self.low <= number <= self.high:
            raise ValueError(
                tr("{number} is out of range; type a number from {low} to {high}.",
                   number=written(number), low=self.show(self.low), high=self.show(self.high))
            )  # fmt: skip
        if self.whole and number != int(number):
            raise ValueError(
                tr("{number} is not a whole number; type one such as {example}.",
                   number=written(number), example=self._example)
            )  # fmt: skip
        return number

    def show(self, number):
        """Write a number as the field shows it."""
        return written(number, self._decimals)

    def snap(self, number):
        """Return the place of the slider nearest to a number."""
        steps = round((number - self.low) / self.step)
        return round(min(self.low + steps * self.step, self.high), 9)

    @property
    def _decimals(self):
        return max(len(f"{number:.9g}".partition(".")[2]) for number in (self.step, self.low))

    @property
    def _example(self):
        return self.show(self.value)


@dataclass(frozen=True)
class Choice:
    """One of several options, such as a column of the data, picked from a list.

    Attributes
    ----------
    name, label : str
        As for `Number`.
    options : dict of str to str
        Value in the settings to what the reader sees.
    value : str
        Where it starts.

    Examples
    --------
    >>> Choice("measure", "Question", {"nps": "Recommendation", "csat": "Satisfaction"}, "nps").check("csat")
    'csat'
    """

    name: str
    label: str
    options: dict
    value: str

    @property
    def title(self):
        """Return the label; a choice has no unit."""
        return self.label

    def check(self, value):
        """Return the value if it is an option, or raise a ValueError that lists the options."""
        if value not in self.options:
            raise ValueError(
                tr("'{value}' is no option of '{name}'; choose from {options}.",
                   value=value, name=self.name, options=", ".join(map(str, self.options)))
            )  # fmt: skip
        return value


@dataclass(frozen=True)
class Decision:
    """A question that asks for a decision; each one is noted in the log with how sure the reader is.

    Attributes
    ----------
    question : str
    options : dict of str to str
        What the log says to what the reader sees.
    """

    question: str
    options: dict


def belief_control():
    """Return the control for how sure somebody is of a decision."""
    return Number("belief", tr("How sure are you?"), 70, 0, 100, 5, unit="%")
