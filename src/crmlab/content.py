"""Where the chapters, the casebook and the data sets lie: in the installed wheel or in the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = {"datasets": "datasets", "chapters": "src/chapters", "casebook": "casebook"}


def path(*parts):
    """Return the path of course content, wherever crmlab is installed.

    Parameters
    ----------
    *parts : str
        The kind of content ("datasets", "chapters" or "casebook"), then folders and a file inside it.

    Returns
    -------
    pathlib.Path
        The place inside the installed wheel if it is there, else inside the checkout.

    Raises
    ------
    ValueError
        When the kind of content is unknown.
    FileNotFoundError
        When nothing is at that place.

    Examples
    --------
    >>> path("datasets", "investment_clients", "card.md").name
    'card.md'
    """
    if not parts or parts[0] not in _CHECKOUT:
        asked = repr(parts[0]) if parts else "nothing"
        raise ValueError(f"crmlab has content of the kinds {', '.join(_CHECKOUT)}; {asked} was asked for")
    installed = _PACKAGE.joinpath("_content", *parts)
    if installed.exists():
        return installed
    checkout = _PACKAGE.parents[1].joinpath(_CHECKOUT[parts[0]], *parts[1:])
    if checkout.exists():
        return checkout
    raise FileNotFoundError(
        f"crmlab has no {'/'.join(parts)}; the installation is incomplete or the name is wrong: "
        "check the name, then install crmlab again"
    )
