"""Text that others wrote, made plain: nothing in it steers a terminal, a browser or a spreadsheet."""

import re

# Control sequences: colours and cursor moves; titles, links and other strings; the short ones.
_SEQUENCES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\\\|\x9c)"
    "|\x1b[ -/]*[0-~]"
)
# Control characters but tab and line feed, what turns the direction of writing, and invisible tags.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_HALVES = re.compile("[\ud800-\udfff]")


def plain(text):
    """Take out control sequences, control characters and marks that turn the direction of writing.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Tabs and line ends stay; half a character (a lone surrogate) becomes ``\\ufffd``.

    Examples
    --------
    >>> plain("a\\x1b[31mred\\x1b[0m\\tone\\x1b]8;;http://x.example\\x07link\\x1b]8;;\\x07\\r\\n")
    'ared\\tonelink\\n'
    """
    text = _SEQUENCES.sub("", text.replace("\r\n", "\n")).replace("\r", "\n")
    return _HALVES.sub("\ufffd", _STEERING.sub("", text))


def one_line(text):
    """Make text plain and put it on one line, for a report of one line for each student.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> one_line("s01\\ns02: 9 of 9 points.")
    's01 s02: 9 of 9 points.'
    """
    return re.sub("[\n\u2028\u2029]", " ", plain(text))


def json_safe(document):
    """Write the characters that steer a terminal as escapes; the JSON means the same.

    Parameters
    ----------
    document : str
        JSON.

    Returns
    -------
    str

    Examples
    --------
    >>> json_safe('"a\\x9bm"')
    '"a\\\\u009bm"'
    """

    def escaped(found):
        units = found[0].encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))

    return re.sub(f"(?!\n){_STEERING.pattern}|{_HALVES.pattern}", escaped, document)


def spreadsheet(value):
    """Keep a spreadsheet from taking text for a formula.

    Parameters
    ----------
    value : object
        A cell; only text is changed.

    Returns
    -------
    object
        Text on one line, with an apostrophe in front where it would begin a formula.

    Examples
    --------
    >>> spreadsheet("=HYPERLINK(1)"), spreadsheet("Ada"), spreadsheet(-1.5)
    ("'=HYPERLINK(1)", 'Ada', -1.5)
    """
    if not isinstance(value, str):
        return value
    text = one_line(value)
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) else text
