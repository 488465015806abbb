"""Every bench is a command; those of the LM that reads sentences open it with what they are told."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from neurosym.bench import BENCHES, cli
from neurosym.bench.run import Options


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Options]]:
    found: list[tuple[str, Options]] = []
    monkeypatch.setattr(cli, "bench", lambda name: lambda options: found.append((name, options)))
    return found


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_is_a_command(name: str) -> None:
    assert CliRunner().invoke(cli.app, [name, "--help"]).exit_code == 0


def test_the_embedded_lm_is_the_default(heard: list[tuple[str, Options]], tmp_path: Path) -> None:
    CliRunner().invoke(cli.app, ["embedded", "--data", str(tmp_path)])
    ((name, options),) = heard
    assert (name, options.lm, options.lm_settings) == ("embedded", "embedded", {"threads": 1})
    assert options.tries > 1


def test_sentences_take_held_out_ones_and_other_weights(
    heard: list[tuple[str, Options]], tmp_path: Path
) -> None:
    words = ["--held-out", "4", "--model", str(tmp_path), "--lm", "embedded/own", "--threads", "2"]
    CliRunner().invoke(cli.app, ["sentences", "--data", str(tmp_path), *words])
    ((name, options),) = heard
    assert (name, options.held_out, options.lm) == ("sentences", 4, "embedded/own")
    assert options.lm_settings == {"threads": 2, "model": str(tmp_path)}


def test_surfaces_are_told_how_long_to_train(heard: list[tuple[str, Options]], tmp_path: Path) -> None:
    CliRunner().invoke(cli.app, ["surfaces", "--chunks", "2", "--held-out", "4", "--resume", str(tmp_path)])
    ((name, options),) = heard
    assert (name, options.chunks, options.held_out, options.resume) == ("surfaces", 2, 4, tmp_path)
