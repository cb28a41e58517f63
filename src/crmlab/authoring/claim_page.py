"""The page with all doubtful claims of the sources, for readers without a notebook at hand."""

HEAD = """\
# Doubtful claims

What the five source documents of the course say, and what the record says. Written by `make build` from
`datasets/claims/claims.csv`, whose card explains *status* and *basis*; change a claim there. Terms are in the
[glossary](glossary.md).

| claim | a source says | the record says | status | basis | chapter |
|---|---|---|---|---|---|
"""


def claim_page(claims, titles):
    """Write the page of claims.

    Parameters
    ----------
    claims : pandas.DataFrame
        As `crmlab.claims.table` gives it.
    titles : dict of str to str
        Title of each chapter by its slug; other names stand as they are.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from crmlab.claims import table
    >>> page = claim_page(table("loyalty"), {"loyalty": "Loyalty"})
    >>> page.splitlines()[-1].startswith("| DC-62 | ")
    True
    """
    rows = []
    for name, claim in claims.iterrows():
        said = f"{claim['says_zh']}<br>*{claim['says_en']}*"
        chapter = titles.get(claim["chapter"], claim["chapter"])
        cells = [name, said, claim["record"], claim["status"], claim["basis"], chapter]
        rows.append("| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |")
    return HEAD + "\n".join(rows) + "\n"
