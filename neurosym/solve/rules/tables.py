"""Facts from CSV and TSV files, a row each; faults name the file and the line. Runs no rule.

Columns are the arguments of a predicate, of a function also its value. Cells are read by their sorts.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import BOOL, Enumeration, Symbol
from neurosym.ir.model import Value
from neurosym.ir.signature import Signature
from neurosym.solve.rules.values import read_value

DELIMITERS = {".csv": ",", ".tsv": "\t", ".tab": "\t"}
"""What separates the columns, by the ending of the file's name."""


def columns(symbol: Symbol) -> tuple[str, ...]:
    """Return the sorts of the columns of a table of facts."""
    return symbol.args if symbol.result == BOOL else (*symbol.args, symbol.result)


def read_table(
    path: Path, symbol: Symbol, signature: Signature, *, header: bool = False, most: int = 10_000_000
) -> Iterator[tuple[Value, ...]]:
    """Yield the facts of a predicate that a file has. Blank lines are passed over, and spaces around cells.

    `header`: the first line names the columns, and is no fact. Raises `FaultError` (`file`, `fact`, `sort`,
    and `limit` after `most` facts).
    """
    sorts = columns(symbol)
    readers = [_reader(sort, signature) for sort in sorts]
    with _opened(path) as file:
        lines = csv.reader(file, delimiter=DELIMITERS.get(path.suffix.lower(), ","), skipinitialspace=True)
        count = 0
        try:
            for row in lines:
                cells = [cell.strip() for cell in row]
                if not any(cells):
                    continue
                count += 1
                if header and count == 1:
                    continue
                if len(cells) != len(sorts) or "" in cells:
                    raise FaultError(_misshapen(cells, symbol))
                if count > most:
                    raise FaultError(Fault("limit", f"more than {most} facts", hint="allow more facts"))
                yield tuple([read(cell) for read, cell in zip(readers, cells, strict=True)])
        except FaultError as error:
            raise FaultError(*(_placed(fault, path, lines.line_num) for fault in error.faults)) from None
        except csv.Error as error:
            raise FaultError(_placed(Fault("fact", str(error)), path, lines.line_num)) from None
        except UnicodeDecodeError as error:
            raise FaultError(Fault("file", f"{path} is not UTF-8: {error.reason}")) from None


def _opened(path: Path) -> IO[str]:
    try:
        return open(path, newline="", encoding="utf-8-sig")
    except OSError as error:
        raise FaultError(Fault("file", f"{path} cannot be read: {error.strerror}")) from None


def _reader(sort: str, signature: Signature) -> Callable[[str], Value]:
    declared = signature.sorts.get(sort)
    if isinstance(declared, Enumeration) and not declared.closed:
        return str
    return partial(read_value, sort=sort, signature=signature)


def _misshapen(cells: list[str], symbol: Symbol) -> Fault:
    sorts = columns(symbol)
    if len(cells) == len(sorts):
        return Fault("fact", f"column {cells.index('') + 1} is empty")
    separated = "tabs" if any("\t" in cell for cell in cells) else "semicolons"
    other = len(cells) == 1 < len(sorts) and re.search(r"[\t;]", cells[0])
    hint = f"write commas, not {separated}" + (", or name the file .tsv" if separated == "tabs" else "")
    found = f"{len(cells)} column{'s' * (len(cells) > 1)}"
    what = f"{found}, but `{symbol.name}` has {len(sorts)}: {', '.join(sorts)}"
    return Fault("fact", what, hint=hint if other else "")


def _placed(fault: Fault, path: Path, line: int) -> Fault:
    hint = fault.hint or ("if this line names the columns, add `--header`" if line == 1 else "")
    return replace(fault, what=f"{path}, line {line}: {fault.what}", hint=hint)
