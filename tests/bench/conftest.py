"""What tests of the parts of a bench share: the rows of one part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from neurosym.bench.parts import Part
from neurosym.bench.run import Item, Options, Row, grouped

Measured = Callable[[Part, Options], list[Row]]


@pytest.fixture
def measured() -> Measured:
    """Do what a part has to do, and return its rows."""

    def rows(part: Part, options: Options) -> list[Row]:
        items = [item for item in part.items(options) if isinstance(item, Item)]
        wanted = [item for item in items if options.wants(item.group, item.name)]
        done = grouped([(item, item.work()) for item in wanted])
        return [row for group, some in done.items() for row in part.rows(group, some)]

    return rows
