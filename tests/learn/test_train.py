"""A run learns, goes on where it stopped as if it never had, and refuses another recipe."""

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from neurosym.faults import FaultError
from neurosym.learn import mixture
from neurosym.learn.mixture import Mixture
from neurosym.learn.phrasebook import read_grammar
from neurosym.learn.train import Progress, Recipe, Trainer
from neurosym.lm.embedded.llama import Llama
from neurosym.lm.embedded.provider import load_tokenizer
from neurosym.lm.embedded.weights import Shape, Weights

PHRASES = """
[Sentence]
{p} is {a}. => {a}( {p})
every {n} is {a}. => all x: {n}( x) -> {a}( x)
! each {n} is {a}. => all x: {n}( x) -> {a}( x)
"""
SHAPE = Shape(layers=1, width=16, heads=2, kv_heads=1, inner=32, vocabulary=49152, theta=1e4, epsilon=1e-5)


def weights(name: str) -> torch.Tensor:
    generator = torch.Generator().manual_seed(len(name))
    return torch.randn(SHAPE.of(name), generator=generator) / 4


def trainer(folder: Path, recipe: Recipe | None = None, start: Path | None = None) -> Trainer:
    tokenizer, _ = load_tokenizer()
    model = Llama(Weights(SHAPE, weights), torch.float32)
    stream = Mixture([read_grammar("own", PHRASES)])
    return Trainer(model, tokenizer, stream, recipe or recipe_of(3), folder, start=start)


def recipe_of(chunks: int, rank: int = 4) -> Recipe:
    return Recipe(chunks=chunks, tokens=256, rank=rank, rate=0.05, warm_up=2)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mixture, "CHUNK", 24)


def test_it_learns_and_says_how_far_it_is(tmp_path: Path) -> None:
    seen: list[Progress] = []
    assert trainer(tmp_path).run(seen.append)
    assert [(one.chunk, one.chunks, one.sentences) for one in seen] == [(1, 3, 24), (2, 3, 48), (3, 3, 72)]
    assert seen[-1].loss < seen[0].loss
    logged = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["loss"] for line in logged] == [one.loss for one in seen]
    about = json.loads((tmp_path / "run.json").read_text())
    assert about["sources"] == {"own": {"phrases": 2, "held": 1}}


def test_a_stopped_run_goes_on_as_if_it_had_not_stopped(tmp_path: Path) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    trainer(whole).run()
    assert not trainer(parts).run(until=1e-9)
    assert trainer(parts).run()
    one, other = load_file(whole / "adapter.safetensors"), load_file(parts / "adapter.safetensors")
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_another_recipe_is_another_run(tmp_path: Path) -> None:
    trainer(tmp_path).run(until=1e-9)
    with pytest.raises(FaultError, match="another run"):
        trainer(tmp_path, recipe_of(4))


def test_a_run_begins_with_an_adapter_and_is_known_by_it(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    trainer(first).run()
    seen: list[Progress] = []
    start = first / "adapter.safetensors"
    trainer(second, start=start).run(seen.append)
    fresh = json.loads((first / "log.jsonl").read_text().splitlines()[0])
    assert seen[0].loss < fresh["loss"]
    assert json.loads((second / "run.json").read_text())["start"]
    with pytest.raises(FaultError, match="another run"):
        trainer(second)


def test_an_adapter_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    trainer(tmp_path / "first").run(until=1e-9)
    start = tmp_path / "first" / "adapter.safetensors"
    with pytest.raises(FaultError, match="another rank"):
        trainer(tmp_path / "second", recipe_of(3, rank=2), start)
    start.write_bytes(b"no adapter")
    with pytest.raises(FaultError, match="no adapter"):
        trainer(tmp_path / "third", start=start)
