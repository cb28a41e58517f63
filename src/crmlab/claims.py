"""The doubtful claims of the course's source documents: what they say, what the record says, how we know."""

from dataclasses import dataclass

from crmlab import datasets
from crmlab._check import html_table

__all__ = ["Claim", "find", "table"]


@dataclass(frozen=True)
class Claim:
    """One claim, as `find` gives it; `says_en` is what a source says and `record` what the record says."""

    claim_id: str
    source: str
    about: str
    says_zh: str
    says_en: str
    record: str
    status: str
    basis: str
    fault: str
    chapter: str

    def summary(self):
        """Say the claim, the record and how far the check went."""
        return (
            f"{self.claim_id} (source {self.source}): “{self.says_en}” The record: {self.record}. "
            f"Status: {self.status}; basis: {self.basis}."
        )

    def _repr_html_(self):
        return html_table(self)


def table(chapter=None, *, fault=None):
    """Return the claims as a table.

    Parameters
    ----------
    chapter : str, optional
        Only the claims that this chapter audits, by its slug.
    fault : str, optional
        Only the claims with this kind of fault.

    Returns
    -------
    pandas.DataFrame
        One row a claim, indexed by ``claim_id``; the columns are those of the data set ``claims``.

    Raises
    ------
    ValueError
        If no claim has that chapter or fault.

    Examples
    --------
    >>> table().shape
    (64, 9)
    >>> table(fault="points or per cent").index.tolist()
    ['DC-05', 'DC-06']
    """
    claims = datasets.load("claims").set_index("claim_id")
    for column, wanted in (("chapter", chapter), ("fault", fault)):
        if wanted is None:
            continue
        known = sorted(set(claims[column]))
        claims = claims[claims[column] == wanted]
        if claims.empty:
            raise ValueError(f"no claim has the {column} {wanted!r}; choose from {', '.join(known)}")
    return claims


def find(claim_id):
    """Look up one claim.

    Parameters
    ----------
    claim_id : str
        From ``"DC-01"`` to ``"DC-64"``.

    Returns
    -------
    Claim
        Shown as a small table in a notebook; ``summary()`` says it in a sentence.

    Raises
    ------
    ValueError
        If there is no such claim.

    Examples
    --------
    >>> find("DC-04").status
    'changed on the way'
    """
    claims = table()
    if claim_id not in claims.index:
        raise ValueError(f"there is no claim {claim_id!r}; they run from DC-01 to DC-64")
    return Claim(claim_id=str(claim_id), **{name: str(value) for name, value in claims.loc[claim_id].items()})
