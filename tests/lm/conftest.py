"""Real models and real servers for the tests of the LMs: tiny, made on the spot, offline."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.lm.tiny import TEMPLATE, make, make_gguf

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def plain_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny causal model without a chat template."""
    return make(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def chat_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a chat template."""
    return make(tmp_path_factory.mktemp("chat"), template=TEMPLATE)


@pytest.fixture(scope="session")
def chat_gguf(chat_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model with the chat template, as one GGUF file."""
    return make_gguf(chat_model, tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture(scope="session")
def own_server(chat_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a server process that runs the tiny model through `local/`."""
    port = free_port()
    command = [sys.executable, "-m", "tests.lm.loopback", str(chat_model), str(port)]
    log = tmp_path_factory.mktemp("own") / "log.txt"
    with running(command, f"http://127.0.0.1:{port}/health", log):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def foreign_server(chat_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of `transformers serve`: a server that we did not write."""
    for library in ("uvicorn", "fastapi", "accelerate"):
        pytest.importorskip(library, reason=f"`transformers serve` needs {library}")
    port = free_port()
    serve = "from transformers.cli.transformers import main; main()"
    where = ["--device", "cpu", "--host", "127.0.0.1", "--port", str(port)]
    command = [sys.executable, "-c", serve, "serve", str(chat_model), *where]
    log = tmp_path_factory.mktemp("foreign") / "log.txt"
    with running(command, f"http://127.0.0.1:{port}/health", log):
        yield f"http://127.0.0.1:{port}/v1"


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], health: str, log: Path) -> Iterator[None]:
    """A process that answers at `health`; ended afterwards."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=out, stderr=subprocess.STDOUT)
    try:
        for _ in range(1200):
            if process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(health, timeout=5):
                    break
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        else:
            pytest.fail(f"no answer from {health}: {log.read_text()[-2000:]}")
        if process.poll() is not None:
            pytest.fail(f"{command} ended: {log.read_text()[-2000:]}")
        yield
    finally:
        process.terminate()
        process.wait(30)
