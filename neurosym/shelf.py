"""Where the files that ship with the package lie; what is in them is for others to read.

In a wheel the folders sit inside the package, in an editable checkout beside it.
"""

from pathlib import Path
from typing import Literal

Shelf = Literal["rules", "knowledge_graphs"]


def shelf(name: Shelf) -> Path:
    """The folder of that name. Raises FileNotFoundError if this installation lost it."""
    package = Path(__file__).parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no folder {name!r} in {package} or beside it: install again")
