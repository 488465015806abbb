"""Whole texts with a right reading of each sentence, and with their answers. Asks nobody.

In a file a text begins with `## name`, or `## ! name` where it is held out from training. Then come lines
`sentence => reading`, of which those that start with `A)` are options, and last `= answer`: words that the
verdict and the value have, with ` ; ` between them, or `?` where no engine is held to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from neurosym.faults import Fault, FaultError
from neurosym.learn.synchronous import Pair, paired

_LABEL = re.compile(r"\A\(?[A-J]\)\s*")
_HEAD = re.compile(r"##\s*(?P<held>!)?\s*(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as pairs of a sentence and its reading; `answer` is empty where none is known.

    `name` is `file/name`; `held` texts are never trained on.
    """

    name: str
    held: bool
    lines: tuple[tuple[str, str], ...]
    answer: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text as it is asked, each option on a line of its own."""
        options = [sentence for sentence, _ in self.lines if _LABEL.match(sentence)]
        rest = (sentence for sentence, _ in self.lines if not _LABEL.match(sentence))
        return "\n".join([" ".join(rest), *options])

    def pairs(self) -> tuple[Pair, ...]:
        """Return what the LM learns; raise `FaultError` where a reading cannot be read or copied."""
        return tuple(
            paired(_LABEL.sub("", sentence, count=1), reading, self.name) for sentence, reading in self.lines
        )


def read_texts(name: str, source: str) -> tuple[Text, ...]:
    """Read one file of texts. Raises `FaultError` (`texts`) for a line that has no place in one."""
    blocks: list[tuple[re.Match[str], list[tuple[int, str]]]] = []
    for number, line in enumerate(map(str.strip, source.splitlines()), start=1):
        if head := _HEAD.fullmatch(line):
            blocks.append((head, []))
        elif line and not line.startswith("#"):
            if not blocks:
                raise _misplaced(name, number, line)
            blocks[-1][1].append((number, line))
    return tuple(_text(name, head, lines) for head, lines in blocks)


def _text(file: str, head: re.Match[str], numbered: Iterable[tuple[int, str]]) -> Text:
    lines, answer = list[tuple[str, str]](), ""
    for number, line in numbered:
        sentence, arrow, reading = line.partition(" => ")
        if arrow:
            lines.append((sentence.strip(), reading.strip()))
        elif line.startswith("= ") and not answer:
            answer = line.removeprefix("= ").strip()
        else:
            raise _misplaced(file, number, line)
    known = tuple(answer.split(" ; ")) if answer.strip("?") else ()
    return Text(f"{file}/{head['name']}", bool(head["held"]), tuple(lines), known)


def _misplaced(file: str, number: int, line: str) -> FaultError:
    what = f"{file}:{number}: this is neither `## name`, `sentence => reading` nor `= answer`"
    return FaultError(Fault("texts", what, hint=line))


@cache
def texts() -> tuple[Text, ...]:
    """Return the texts of the package, file by file in the order of their names."""
    folder = files("neurosym.learn") / "texts"
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return tuple(
        text
        for entry in entries
        if entry.name.endswith(".txt")
        for text in read_texts(entry.name.removesuffix(".txt"), entry.read_text("utf-8"))
    )


def text_pairs(paths: Iterable[Path] = ()) -> dict[str, list[Pair]]:
    """Return what is learnt from the texts of the package and of one's own files, file by file.

    Raises `FaultError`: `texts` for a file that is none, else what is amiss with a reading.
    """
    own = [text for path in paths for text in _read(path)]
    found: dict[str, list[Pair]] = {}
    for text in (*texts(), *own):
        if not text.held:
            found.setdefault(f"texts/{text.name.partition('/')[0]}", []).extend(text.pairs())
    return found


def held_out_texts() -> list[Pair]:
    """Return the sentences of the package that are never trained on, with their readings."""
    return [pair for text in texts() if text.held for pair in text.pairs()]


def _read(path: Path) -> tuple[Text, ...]:
    try:
        return read_texts(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise FaultError(Fault("texts", f"{path} cannot be read: {error}")) from error
