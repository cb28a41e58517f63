"""What a gate reports."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One fault of a chapter or of the repository: which gate, where, what is wrong and what to do."""

    gate: str
    slug: str
    where: str
    problem: str

    def __str__(self):
        """Write the finding on one line."""
        place = f"{self.slug}, {self.where}" if self.where else self.slug
        return f"gate {self.gate} · {place}: {' '.join(self.problem.split())}"


def finder(gate, chapter):
    """Return a function ``find(where, problem)`` that makes findings of one gate for one chapter.

    Parameters
    ----------
    gate : str
    chapter : Chapter

    Returns
    -------
    callable
        ``where`` is a cell or a text.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> print(finder("6 checks", SimpleNamespace(slug="tea"))("cell 3", "say so"))
    gate 6 checks · tea, cell 3: say so
    """
    return lambda where, problem: Finding(gate, chapter.slug, getattr(where, "where", where), problem)
