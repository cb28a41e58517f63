"""The declaration of an exercise: what is asked, how close is close enough, which slips are known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

KINDS = ("number", "choice", "set", "table", "function", "figure")


@dataclass(frozen=True)
class Slip:
    """A known wrong answer, with the message that names the mistake.

    Parameters
    ----------
    wrong : object or callable
        The wrong answer itself, or a function of the worked chapter's names (``w.alpha`` is the value of
        ``alpha`` just after the exercise) that computes it.
    message : str
        What went wrong and which step to look at; never the right answer.
    credit : float
        Share of the points that this slip still earns, from 0 to 1.

    Examples
    --------
    >>> Slip(lambda w: 100 * w.share, "That is a percentage; give a share between 0 and 1.").credit
    0.0
    """

    wrong: object | Callable
    message: str
    credit: float = 0.0

    def __post_init__(self):
        if not 0 <= self.credit < 1:
            raise ValueError(
                f"a slip earns a share of the points from 0 up to, but not, 1; got {self.credit}"
            )
        if len(self.message.split()) < 6:
            raise ValueError(f"the slip message {self.message!r} is too short to name a mistake and a step")


@dataclass(frozen=True, kw_only=True)
class Item:
    """An answer key without numbers: the right answer is what the worked chapter gives on the same data.

    Parameters
    ----------
    kind : {"number", "choice", "set", "table", "function", "figure"}
        What the answer is.
    tolerance, relative : float
        An answer is right when it is within ``tolerance + relative * |right answer|``.
    because : str
        The reason for the tolerance; required where there is one.
    shape : tuple of int
        ``()`` for one number, ``(3,)`` for three in a row.
    unit : str
        Unit of the answer, shown when it cannot be read.
    between : (float, float)
        Plausible range of a number; outside it the live check asks about the unit.
    options : sequence of str
        The allowed answers of a choice (or members of a set).
    columns, index : sequence of str
        Labels that a table must have; their order does not matter.
    inputs : callable
        For a function: ``inputs(rng)`` gives a list of argument tuples of plain numbers, texts and lists.
    hints : sequence of str
        A ladder of three, from a question to the step.
    slips : mapping of str to Slip

    Examples
    --------
    >>> Item(kind="choice", options=["yes", "no"], hints=["Which?", "Look.", "Is 0 in it?"]).kind
    'choice'
    """

    kind: str
    tolerance: float = 0.0
    relative: float = 0.0
    because: str = ""
    shape: tuple = ()
    unit: str = ""
    between: tuple | None = None
    options: Sequence[str] = ()
    columns: Sequence[str] = ()
    index: Sequence[str] = ()
    inputs: Callable | None = None
    hints: Sequence[str] = ()
    slips: Mapping[str, Slip] = field(default_factory=dict)

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"an item is one of {', '.join(KINDS)}, not {self.kind!r}")
        if self.kind == "choice" and len(self.options) < 2:
            raise ValueError("a choice needs at least two options")
        if self.kind == "table" and not self.columns:
            raise ValueError("a table needs the names of its columns")
        if self.kind == "function" and self.inputs is None:
            raise ValueError("a function needs inputs=, a function of rng that gives argument tuples")
        if (self.tolerance or self.relative) and not self.because:
            raise ValueError("a tolerance needs because=, the reason for it")
        if len(self.hints) != 3:
            raise ValueError(f"an item has a ladder of three hints; this one has {len(self.hints)}")
        if any(not isinstance(slip, Slip) for slip in self.slips.values()):
            raise ValueError("slips maps a name to a Slip(wrong, message)")
