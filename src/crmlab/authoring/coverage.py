"""Which concepts of the course a chapter covers, and which it still owes.

The list is ``src/chapters/concepts.yml``; a cell says what it covers in its header, ``covers="SC-01 SC-02"``.
"""

from functools import cache

import yaml

from crmlab import content


@cache
def concepts():
    """Read the list of concepts and doubtful claims.

    Returns
    -------
    dict
        ``concepts``: id to term, chapter and core; ``claims``: id to the concepts it is about.

    Examples
    --------
    >>> concepts()["concepts"]["SC-06"]["term"]
    'Learning costs'
    """
    return yaml.safe_load(content.path("chapters", "concepts.yml").read_text(encoding="utf-8"))


def covered(chapter):
    """Return what each cell says that it covers.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    dict of str to list of Cell
        Id of a concept or claim to the cells that cover it.
    """
    found = {}
    for cell in chapter.cells:
        for concept in cell.covers:
            found.setdefault(concept, []).append(cell)
    return found


def owed(slug):
    """Return the concepts and claims that a chapter must cover.

    Parameters
    ----------
    slug : str

    Returns
    -------
    dict of str to dict
        Id of each concept of the chapter to its term, chapter and core.
    list of str
        Ids of the doubtful claims about them.

    Examples
    --------
    >>> owed("switching_costs")[1]
    ['DC-38', 'DC-41', 'DC-42', 'DC-43', 'DC-59']
    """
    known = concepts()
    mine = {key: about for key, about in known["concepts"].items() if about["chapter"] == slug}
    claims = [claim for claim, about in known["claims"].items() if set(about) & set(mine)]
    return mine, claims


def gaps(chapter):
    """Say what a chapter still owes, one sentence each.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of str
    """
    found, (mine, claims), known = covered(chapter), owed(chapter.slug), concepts()
    sentences = []
    for key, about in mine.items():
        if key not in found:
            sentences.append(f'no cell covers {key} ({about["term"]}); add covers="{key}" where it is taught')
        elif about["core"] and not any(cell.is_code for cell in found[key]):
            sentences.append(
                f'{key} ({about["term"]}) is core but only text covers it; give a code cell covers="{key}"'
            )
    listed = list(chapter.front.get("claims") or [])
    sentences += [
        f"the claim {key} is not in the front matter's claims" for key in claims if key not in listed
    ]
    strange = [
        key for key in [*found, *listed] if key not in known["concepts"] and key not in known["claims"]
    ]
    sentences += [f"{key} is not in concepts.yml; correct the id" for key in dict.fromkeys(strange)]
    return sentences
