"""The bench of alignment: its rows on small data of its own, and the goals on the shared sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.bench import alignment
from neurosym.bench.run import Options
from tests.bench.conftest import Measured

NAMES = ["requests", "django", "flask", "pillow", "numpy", "celery"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    table = ["key\tcpe_part_vendor_product\tpurl"]
    table += [f"k\ta:{name}_project:{name}\tpkg:pypi/{name}" for name in NAMES]
    table += [f"k\ta:{name}_project:{name}\tpkg:deb/debian/python-{name}" for name in NAMES]
    (tmp_path / "kg" / "purl2cpe").mkdir(parents=True)
    (tmp_path / "kg" / "purl2cpe" / "dev_half.tsv").write_text("\n".join(table) + "\n")
    advisories = tmp_path / "kg" / "pysec" / "vulns"
    advisories.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        text = f"id: P-{number}\naliases:\n- CVE-2020-{number}\n- GHSA-{number}\naffected:\n- package:\n"
        (advisories / f"{number}.yaml").write_text(text + f"    name: {name}\n    - fixed: 1.{number}\n")
    return tmp_path


def test_rows_have_precision_recall_and_time(folder: Path, measured: Measured) -> None:
    rows = measured(alignment, Options(folder))
    assert [row["set"] for row in rows] == ["cpe-purl", "advisories"]
    assert all(row["precision"] == row["recall"] == 1 for row in rows)
    assert rows[0]["names_recall"] == 0.5


@pytest.mark.data
def test_half_of_cpe_and_purl(shared_data: Path) -> None:
    path = shared_data / "kg" / "purl2cpe" / "dev_half.tsv"
    done = alignment.figures(alignment.cpe_purl(path, 8000))
    assert float(done["precision"]) >= 0.95
    assert float(done["recall"]) >= 0.55


@pytest.mark.data
def test_advisories(shared_data: Path) -> None:
    path = shared_data / "kg" / "pysec" / "vulns"
    done = alignment.figures(alignment.advisories(path))
    assert float(done["precision"]) >= 0.95
    assert float(done["recall"]) >= 0.95


@pytest.mark.data
@pytest.mark.long
def test_dbp15k(shared_data: Path) -> None:
    path = shared_data / "kg" / "dbp15k" / "fr_en" / "ref_ent_ids"
    done = alignment.figures(alignment.dbp15k(path))
    assert float(done["precision"]) >= 0.98
    assert float(done["recall"]) >= 0.8
    assert float(done["cpu_s"]) <= 120
