"""A kernel under test, and a count of checks."""

import os
import queue
import signal
import subprocess
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

SECONDS = 60


class Checks:
    """Counts checks, and prints a line for each."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def run(self, name: str, check) -> None:
        started = time.monotonic()
        try:
            check()
        except Exception as error:  # a check may fail in any way
            self.failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}", flush=True)
        else:
            self.passed += 1
            print(f"ok {name} ({time.monotonic() - started:.1f} s)", flush=True)


def expect(what: str, right: bool, found) -> None:
    if not right:
        raise AssertionError(f"{what}, found {found!r}")


def install(work: Path, root: Path, deno: list[str]) -> None:
    """Installs the kernel under `work`, where alone Jupyter is to look."""
    command = [*deno, "task", "trunnion", "kernel", "install", "--prefix", str(work)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    os.environ["JUPYTER_PATH"] = str(work / "share" / "jupyter")


class Answer:
    """What came of a cell."""

    def __init__(self) -> None:
        self.outputs: list[tuple[str, dict]] = []
        self.reply: dict = {}

    def text(self, name: str = "stdout") -> str:
        streams = [content for kind, content in self.outputs if kind == "stream"]
        return "".join(content["text"] for content in streams if content["name"] == name)

    def value(self):
        values = [content for kind, content in self.outputs if kind == "execute_result"]
        return values[0]["data"]["text/plain"] if values else None


class Kernel:
    """A running kernel with a client."""

    def __init__(
        self, name: str = "trunnion", folder: str | None = None, env: dict | None = None
    ) -> None:
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(cwd=folder, env={**os.environ, **(env or {})})
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)
        self.late = 0
        """How many outputs came after their cell was said to be done."""

    def __enter__(self) -> "Kernel":
        return self

    def __exit__(self, *_) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def send(self, code: str) -> str:
        return self.client.execute(code, allow_stdin=False)

    def wait(self, request: str, seconds: float = SECONDS, on_output=None) -> Answer:
        """All until the kernel is idle again, and the reply."""
        answer, idle = Answer(), False
        end = time.monotonic() + seconds
        while not idle:
            message = self.client.get_iopub_msg(timeout=max(0.01, end - time.monotonic()))
            kind, content = message["msg_type"], message["content"]
            if message["parent_header"].get("msg_id") != request:
                self.late += kind not in ("status", "execute_input")
            elif kind == "status":
                idle = content["execution_state"] == "idle"
            elif kind != "execute_input":
                answer.outputs.append((kind, content))
                if on_output is not None:
                    on_output(kind, content)
        while True:
            reply = self.client.get_shell_msg(timeout=max(0.01, end - time.monotonic()))
            if reply["parent_header"].get("msg_id") == request:
                answer.reply = reply["content"]
                return answer

    def run(self, code: str, **options) -> Answer:
        return self.wait(self.send(code), **options)

    def interrupt(self) -> None:
        """Asks for an interrupt, and does not wait for it."""
        message = self.client.session.msg("interrupt_request", {})
        self.client.control_channel.send(message)

    def drain(self) -> None:
        """Takes replies that nobody waits for."""
        try:
            while True:
                self.client.control_channel.get_msg(timeout=0.01)
        except queue.Empty:
            pass

    @property
    def pid(self) -> int:
        return self.manager.provisioner.process.pid


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [tuple(map(int, line.split())) for line in found.splitlines()]
    direct = [child for child, parent in pairs if parent == pid]
    return direct + [deep for child in direct for deep in children(child)]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def wait_until(condition, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
