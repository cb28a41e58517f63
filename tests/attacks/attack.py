"""What a row of the tables says."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Attack:
    """One attack: its number and name, a cell behind the set-up, answers, and what must come of it.

    ``reason`` is a pattern for why a person is needed, empty where the submission must be graded; ``fools``
    how many of the three own tests it must fool; ``right`` whether the other answers are right, ``score``
    then what they earn. Code prints "got it" where it got through.
    """

    name: str
    code: str = ""
    answers: dict = field(default_factory=dict)
    reason: str = ""
    fools: int | None = None
    right: bool = False
    score: float = 0.0
    seconds: float = 20.0

    @property
    def own(self):
        """Whether the notebook carries own tests."""
        return self.fools is not None

    @property
    def number(self):
        return self.name.split()[0]
