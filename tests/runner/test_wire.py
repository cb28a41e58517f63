import socket
import struct

import pytest

from crmlab.runner import wire


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_what_is_sent_arrives(pair):
    message = {"answer": {"number": 0.1 + 0.2}, "text": "满意"}
    wire.send(pair[0], message)
    assert wire.receive(pair[1], seconds=5) == message


def test_a_message_over_the_limit_is_not_sent(pair):
    with pytest.raises(wire.WireError, match="larger than 10"):
        wire.send(pair[0], {"text": "x" * 20}, most=10)
    wire.send(pair[0], {"next": 1})
    assert wire.receive(pair[1], seconds=5) == {"next": 1}


def test_a_length_over_the_limit_is_refused_before_it_is_read(pair):
    pair[0].sendall(struct.pack(">I", 2**32 - 1))
    with pytest.raises(wire.WireError, match="larger than"):
        wire.receive(pair[1], seconds=5)


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"3"])
def test_what_is_no_json_object_is_refused(pair, content):
    pair[0].sendall(struct.pack(">I", len(content)) + content)
    with pytest.raises(wire.WireError, match="frame is not"):
        wire.receive(pair[1], seconds=5)


def test_silence_is_told_from_an_ended_connection(pair):
    with pytest.raises(wire.TimedOut):
        wire.receive(pair[1], seconds=0.05)
    pair[0].sendall(b"\0\0")
    with pytest.raises(wire.TimedOut):
        wire.receive(pair[1], seconds=0.05)
    pair[0].close()
    with pytest.raises(wire.WireError, match="ended"):
        wire.receive(pair[1], seconds=5)
