"""Real SPARQL endpoints on loopback, each a process of its own that ends with the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pytest

from neurosym.knowledge.nodes import Triple
from neurosym.knowledge.sparql import written

RDFLIB = """
import sys
import rdflib, uvicorn
from rdflib_endpoint import SparqlEndpoint
data = rdflib.Graph()
app = SparqlEndpoint(graph=data, path="/sparql", enable_update=True)
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
"""


@dataclass
class Server:
    """A process that answers at `query` and takes updates at `update`."""

    command: Callable[[int], list[str]]
    paths: tuple[str, str]
    clear: str = "CLEAR ALL"
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def query(self) -> str:
        """Return the address for questions."""
        return f"http://127.0.0.1:{self.port}{self.paths[0]}"

    def start(self) -> None:
        """Start the process, and wait until it answers."""
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        self.process = subprocess.Popen(self.command(self.port), stderr=subprocess.DEVNULL)
        until = time.monotonic() + 120
        while True:
            try:
                asked = urllib.parse.urlencode({"query": "SELECT ?x { ?x ?x ?x } LIMIT 1"})
                urllib.request.urlopen(f"{self.query}?{asked}", timeout=10).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    self.stop()
                    pytest.fail(f"{self.command(0)[0]} does not answer")
                time.sleep(0.1)

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def restart(self) -> None:
        """End the process, whatever it does, and start another at the same address."""
        self.stop()
        self.start()

    def hold(self, triples: Iterable[Triple], graph: str = "") -> None:
        """Let the server hold these triples and nothing else."""
        lines = " ".join(f"{' '.join(map(written, triple))} ." for triple in triples)
        inside = f"GRAPH <{graph}> {{ {lines} }}" if graph else lines
        body = urllib.parse.urlencode({"update": f"{self.clear}; INSERT DATA {{ {inside} }}"}).encode()
        urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.paths[1]}", body, timeout=60).close()


def oxigraph(*options: str) -> Server:
    """Return `oxigraph serve`, not yet started."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the program oxigraph is not here; pip install oxigraph")
    return Server(
        lambda port: [program, "serve", "--bind", f"127.0.0.1:{port}", "--timeout-s", "20", *options],
        ("/query", "/update"),
    )


def rdflib_endpoint() -> Server:
    """Return rdflib-endpoint over rdflib, not yet started."""
    if not (find_spec("rdflib_endpoint") and find_spec("uvicorn")):
        pytest.skip("rdflib-endpoint is not here; pip install rdflib-endpoint uvicorn")
    return Server(
        lambda port: [sys.executable, "-c", RDFLIB, str(port)],
        ("/sparql", "/sparql"),
        "DELETE WHERE { ?s ?p ?o }",
    )
