"""JSON frames over a socket: a length, then that many bytes, within a limit and a time."""

import json
import struct
import time

MOST_BYTES = 16_000_000
_LENGTH = struct.Struct(">I")


class WireError(RuntimeError):
    """The other side closed, was too slow, or sent what is no frame."""


def send(connection, message, most=MOST_BYTES):
    """Send one message.

    Parameters
    ----------
    connection : socket.socket
    message : dict
        Plain JSON values.
    most : int
        Largest size in bytes.

    Raises
    ------
    WireError
        If the message is larger than that; nothing is sent then.

    Examples
    --------
    >>> import socket
    >>> a, b = socket.socketpair()
    >>> send(a, {"do": "end"})
    """
    content = json.dumps(message).encode()
    if len(content) > most:
        raise WireError(f"a message of {len(content)} bytes is larger than {most}")
    connection.sendall(_LENGTH.pack(len(content)) + content)


def receive(connection, seconds=None, most=MOST_BYTES):
    """Receive one message.

    Parameters
    ----------
    connection : socket.socket
    seconds : float, optional
        Longest wait for the whole message.
    most : int
        Largest size in bytes that is accepted.

    Returns
    -------
    dict

    Raises
    ------
    WireError
        If the connection ends, the time is up, or it is not a JSON object of that size.

    Examples
    --------
    >>> import socket
    >>> a, b = socket.socketpair()
    >>> send(a, {"do": "end"})
    >>> receive(b, seconds=1)
    {'do': 'end'}
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size, deadline))
    if length > most:
        raise WireError(f"a frame of {length} bytes is larger than {most}")
    try:
        message = json.loads(_exactly(connection, length, deadline))
    except (ValueError, RecursionError) as error:
        raise WireError("a frame is not JSON") from error
    if not isinstance(message, dict):
        raise WireError("a frame is not a JSON object")
    return message


def _exactly(connection, count, deadline):
    parts, missing = [], count
    while missing:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise TimedOut("no answer in time")
        connection.settimeout(left)
        try:
            part = connection.recv(min(missing, 1 << 20))
        except TimeoutError as error:
            raise TimedOut("no answer in time") from error
        except OSError as error:
            raise WireError(str(error)) from error
        if not part:
            raise WireError("the connection ended")
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


class TimedOut(WireError):
    """No whole frame arrived in time."""
