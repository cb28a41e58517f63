"""Pictures that came from a student: kept only where they are what they say they are."""

import base64
import struct
import zlib

MOST_BYTES = 2_000_000
MOST_PIXELS = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture(kind, text):
    """Check a picture of a notebook.

    Parameters
    ----------
    kind : str
        ``image/png`` or ``image/jpeg``; nothing else is taken.
    text : object
        Its base64 text.

    Returns
    -------
    str or None
        The same picture as base64 on one line, or None where it is none, is broken, is larger than 2 MB or 40
        million pixels, or carries something behind its end.

    Examples
    --------
    >>> picture("image/png", "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+")
    """
    size = {"image/png": _png_size, "image/jpeg": _jpeg_size}.get(kind)
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        text = "".join(text)
    if size is None or not isinstance(text, str) or len(text) > 2 * MOST_BYTES:
        return None
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
        width, height = size(content)
    except (ValueError, struct.error, IndexError):
        return None
    if len(content) > MOST_BYTES or not 0 < width * height <= MOST_PIXELS:
        return None
    return base64.b64encode(content).decode("ascii")


def _png_size(content):
    """Width and height of a PNG whose chunks are whole and end with the file."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR":
        raise ValueError("not a PNG")
    place, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 4 : place + 8 + length]
        (wanted,) = struct.unpack_from(">I", content, place + 8 + length)
        if zlib.crc32(body) != wanted:
            raise ValueError("a broken chunk")
        place += 12 + length
    if place != len(content):
        raise ValueError("something behind the end")
    return struct.unpack_from(">II", content, 16)


def _jpeg_size(content):
    """Width and height of a JPEG, from its first frame."""
    if not (content.startswith(b"\xff\xd8\xff") and content.endswith(b"\xff\xd9")):
        raise ValueError("not a JPEG")
    place = 2
    while content[place] == 0xFF:
        marker, length = content[place + 1], struct.unpack_from(">H", content, place + 2)[0]
        if marker in _FRAME_MARKERS:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return width, height
        place += 2 + length
    raise ValueError("no frame")
