"""The model card says what the files of a run and of the benches say, and refuses what is no run."""

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.learn.card import PACKAGED, POINTS, packaged, write_card

RUN = {
    "recipe": {"seed": 7, "rank": 32},
    "data": "abc123",
    "start": "fedcba",
    "sources": {"facts": {"phrases": 90, "held": 12}, "public": {"pairs": 400}},
}
BENCH = {
    "bench": "sentences",
    "commit": "1234",
    "rows": [{"set": "paraphrases", "model": "embedded", "n": 404, "exact": 0.81234}],
    "curve": [{"set": "paraphrases", "threshold": "0.6 (default)", "risk": 0.04}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "run.json").write_text(json.dumps(RUN))
    lines = [
        {"chunk": n, "chunks": 100, "sentences": 1024 * n, "loss": 3 / n, "seconds": 50.0 * n}
        for n in range(1, 101)
    ]
    (tmp_path / "log.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "adapter.safetensors").write_bytes(b"weights")
    return tmp_path


def test_it_tells_data_recipe_curve_and_scores(folder: Path) -> None:
    scores, notes = folder / "scores.json", folder / "notes.md"
    scores.write_text(json.dumps(BENCH))
    notes.write_text("## Notation study\n\nBlanks help.")
    text = write_card(folder, [scores], notes).read_text()
    assert "SmolLM2-135M-Instruct, Apache-2.0" in text
    assert "| seed | 7 |" in text
    assert "fedcba" in text
    assert "abc123" in text
    assert "| facts | 90 | 12 |  |" in text
    assert "| all | 90 | 12 | 400 |" in text
    assert "| paraphrases | 404 | 0.8123 |" in text
    assert "| paraphrases | 0.6 (default) | 0.04 |" in text
    assert text.endswith("Blanks help.\n")


def test_a_run_on_questions_has_a_card_of_its_own(folder: Path) -> None:
    sources = {"banking": {"relations": 8}, "chess": {"relations": 9}, "train_1hop": {"pairs": 2000}}
    (folder / "run.json").write_text(json.dumps({**RUN, "sources": sources}))
    text = write_card(folder).read_text()
    assert text.startswith("# The adapter of the embedded LM for questions about graphs\n")
    assert "| chess | 9 |  |" in text
    assert "| all | 17 | 2000 |" in text
    assert "held out" not in text


@pytest.mark.parametrize("word", PACKAGED)
def test_an_adapter_of_the_package_has_its_card(word: str) -> None:
    """A new adapter wants a new card: `neurosym card FOLDER`."""
    text = packaged(word)
    adapter = "questions" if word.endswith("questions") else "adapter"
    shipped = files("neurosym.lm.embedded").joinpath(f"{adapter}.safetensors").read_bytes()
    assert sha256(shipped).hexdigest() in text
    assert "Apache-2.0" in text
    assert "## Data" in text


def test_another_word_has_no_card() -> None:
    with pytest.raises(FaultError, match="no card of `embedded/question`") as error:
        packaged("embedded/question")
    assert "embedded/questions" in error.value.faults[0].hint


def test_the_curve_has_its_ends_and_not_every_point(folder: Path) -> None:
    text = write_card(folder).read_text()
    assert "| 1 | 1024 | 3.0000 | 50 |" in text
    assert "| 100 | 102400 | 0.0300 | 5000 |" in text
    assert text.count("| 0.") + text.count("| 3.") <= POINTS + 3
    assert "None were given." in text


@pytest.mark.parametrize("lacking", ["run.json", "log.jsonl", "adapter.safetensors"])
def test_a_folder_without_a_run_is_refused(folder: Path, lacking: str) -> None:
    (folder / lacking).unlink()
    with pytest.raises(FaultError, match=lacking):
        write_card(folder)


def test_scores_that_no_bench_wrote_are_refused(folder: Path) -> None:
    other = folder / "other.json"
    other.write_text("{}")
    with pytest.raises(FaultError, match="lacks bench"):
        write_card(folder, [other])
