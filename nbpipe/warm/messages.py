"""What a warm process and its clients send each other: JSON, with its length before it; and connections themselves."""

from __future__ import annotations

import array
import json
import socket
import struct
from typing import Any


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """One message: its length in four bytes, then JSON."""
    data = json.dumps(message).encode()
    connection.sendall(struct.pack("!I", len(data)) + data)


def receive(connection: socket.socket) -> dict[str, Any]:
    """The next message; `{}` at the end. `ValueError` where it is none."""
    head = _exactly(connection, 4)
    if not head:
        return {}
    message = json.loads(_exactly(connection, struct.unpack("!I", head)[0]))
    if not isinstance(message, dict):
        raise ValueError("no message")
    return message


def hand_over(channel: socket.socket, text: str, given: socket.socket) -> None:
    """Give a connection to the process at the other end of a channel, with a short text: one packet, whoever else sends."""
    socket.send_fds(channel, [text.encode()], [given.fileno()])


def take_over(channel: socket.socket) -> tuple[str, socket.socket] | None:
    """The next connection that was handed over, with its text; None at the end."""
    size = array.array("i").itemsize
    data, ancillary, _, _ = channel.recvmsg(65536, socket.CMSG_SPACE(size), socket.MSG_CMSG_CLOEXEC)
    if not data or not ancillary:
        return None
    numbers = array.array("i")
    numbers.frombytes(ancillary[0][2][:size])
    return data.decode(), socket.socket(fileno=numbers[0])


def _exactly(connection: socket.socket, count: int) -> bytes:
    parts = b""
    while len(parts) < count:
        part = connection.recv(count - len(parts))
        if not part:
            return b""
        parts += part
    return parts
