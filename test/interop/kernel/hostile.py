"""What must not be taken: wrong signatures, malformed frames, connections that are half open."""

import random
import socket
import struct

import zmq
from checked_kernel import Kernel, expect

GREETING = b"\xff" + bytes(8) + b"\x7f\x03\x00NULL" + bytes(16) + bytes(32)
BODY = b"\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER"
READY = b"\x04" + bytes([len(BODY)]) + BODY
MEETING = GREETING + READY
FRAMES = {
    "nothing": b"",
    "half a greeting": GREETING[:20],
    "another protocol": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 4,
    "an old version": GREETING.replace(b"\x7f\x03", b"\x7f\x01"),
    "another mechanism": GREETING.replace(b"NULL", b"PLAI"),
    "a greeting alone": GREETING,
    "a message before READY": GREETING + b"\x00\x01a",
    "a broken READY": GREETING + b"\x04\x08\x05READY\xff\xff",
    "a reserved bit": MEETING + b"\xf8\x01a",
    "a huge frame": MEETING + b"\x02" + struct.pack(">Q", 1 << 62),
    "a frame that ends early": MEETING + b"\x00\xffabc",
    "a message without an end": MEETING + b"\x01\x01a" * 50,
    "many parts": MEETING + b"\x01\x00" * 5000 + b"\x00\x00",
    "no delimiter": MEETING + b"\x01\x01a\x00\x01b",
    "a command in a message": MEETING + b"\x01\x01a\x04\x02\x01b",
    "random bytes": bytes((i * 7919) % 251 for i in range(5000)),
}


def send_frames(kernel: Kernel) -> None:
    """Sends each of these to each socket; the connections are left open until the end."""
    info = kernel.client.get_connection_info()
    left_open = []
    for port in ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"):
        for name, data in FRAMES.items():
            one = socket.create_connection(("127.0.0.1", info[port]))
            try:
                one.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass  # the kernel has hung up already
            left_open.append(one)
        expect(f"the kernel lives after {port}", kernel.run("1 + 1").value() == "2", port)
    for one in left_open:
        one.close()
    expect("the heartbeat goes on", kernel.client.hb_channel.is_beating(), "silence")


def send_noise(kernel: Kernel, streams: int) -> None:
    """Streams of valid frames in which bytes were changed, cut out, doubled or left out at the end,
    by chance but always the same. What is no message of this session must not be run."""
    chance = random.Random(14)
    info = kernel.client.get_connection_info()
    ports = [info[f"{name}_port"] for name in ("shell", "iopub", "stdin", "control", "hb")]
    code = b'{"code":"touched = 1","silent":false}'
    parts = [b"<IDS|MSG>", b"0" * 64, b'{"msg_type":"execute_request","msg_id":"x"}', b"{}", b"{}"]
    frames = b"".join(b"\x01" + bytes([len(part)]) + part for part in parts)
    whole = MEETING + frames + b"\x00" + bytes([len(code)]) + code + b"\x00\x01\x01"
    kernel.run("globalThis.touched = 0")
    for _ in range(streams):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data) or 1)
            match chance.randrange(4):
                case 0:
                    data[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    del data[at : at + chance.randint(1, 16)]
                case 2:
                    data[at:at] = data[at : at + chance.randint(1, 64)]
                case 3:
                    data = data[: max(1, at)]
        with socket.create_connection(("127.0.0.1", chance.choice(ports))) as one:
            try:
                one.sendall(data)
            except OSError:
                pass  # it was refused before all was sent
    expect("the kernel lives", kernel.run("1 + 1").value() == "2", "nothing")
    expect("nothing was run", kernel.run("touched").value() == "0", "touched")


def send_unsigned(kernel: Kernel) -> None:
    """Messages with another signature run nothing and are not answered."""
    kernel.run("let touched = 0")
    info = kernel.client.get_connection_info()
    session = kernel.client.session
    with zmq.Context() as context:
        one = context.socket(zmq.DEALER)
        one.linger = 0
        one.connect(f"tcp://127.0.0.1:{info['shell_port']}")
        message = session.msg("execute_request", {"code": "touched = 1", "silent": False})
        parts = session.serialize(message)
        parts[parts.index(b"<IDS|MSG>") + 1] = b"0" * 64
        one.send_multipart(parts)
        parts[parts.index(b"<IDS|MSG>") + 1] = b""
        one.send_multipart(parts)
        one.send_multipart([b"<IDS|MSG>", b"", b"{}", b"{}", b"{}", b"{}"])
        answered = one.poll(300)
        one.close()
    expect("no answer", answered == 0, answered)
    expect("nothing was run", kernel.run("touched").value() == "0", "touched")
