"""What is shipped: dependencies that are explained and pinned, and a wheel that works elsewhere."""

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from neurosym.shelf import shelf

CHECKOUT = Path(__file__).parents[1]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]

PROBLEM = """\
sort Person = rina, tom
drinks, dependent : Person -> Bool

"All people who regularly drink coffee are dependent on caffeine."
    all(dependent(x) for x in Person if drinks(x))
"Rina regularly drinks coffee."
    drinks(rina)

entails "Rina is dependent on caffeine."
    dependent(rina)
"""


def requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"].values()
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    named = [Requirement(line) for line in lines]
    return [each for each in named if each.name != PROJECT["name"]]


@pytest.mark.parametrize("requirement", requirements(), ids=lambda each: each.name)
def test_a_dependency_has_a_reason_a_range_and_a_pin(requirement: Requirement) -> None:
    text = (CHECKOUT / "pyproject.toml").read_text()
    assert re.search(rf'^    # .+\n    "{re.escape(str(requirement.name))}[<>=]', text, re.MULTILINE)
    assert any(limit.operator in ("<", "==") for limit in requirement.specifier)
    pins = re.findall(r"^([\w.-]+)==(.+)$", (CHECKOUT / "constraints.txt").read_text(), re.MULTILINE)
    pinned = {canonicalize_name(name): version for name, version in pins}
    assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("name", ["rules", "knowledge_graphs"])
def test_a_checkout_finds_its_shelves(name: str) -> None:
    assert shelf(name) == CHECKOUT / name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as a release is: through the source archive."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(CHECKOUT))
    (built,) = folder.glob("*.whl")
    return built


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done


@pytest.mark.timeout(300)
def test_the_wheel_holds_the_package_and_its_shelves_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "neurosym/rules/README.md" in names
    assert "neurosym/knowledge_graphs/README.md" in names
    assert "neurosym/py.typed" in names
    info = f"{PROJECT['name'].replace('-', '_')}-{PROJECT['version']}.dist-info"
    assert f"{info}/licenses/LICENSE" in names
    assert {name.split("/")[0] for name in names} == {"neurosym", info}


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_the_wheel_solves_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / "bin"
    pins = CHECKOUT / "constraints.txt"
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--constraint", pins, wheel)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "coffee.problem").write_text(PROBLEM)

    solved = run(scripts / "neurosym", "solve", "coffee.problem", cwd=elsewhere)
    assert "proved" in solved.stdout
    script = "from neurosym.shelf import shelf; print(shelf('rules'))"
    found = Path(run(scripts / "python", "-c", script, cwd=elsewhere).stdout.strip())
    assert tmp_path in found.parents
    assert found.joinpath("README.md").is_file()
