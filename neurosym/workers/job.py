"""What goes to a worker and what comes back, as plain data; how it gets there is not said here."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Job:
    """A call by name, `package.module:function`, so that the parent need not import the module.

    The arguments are pickled; the function returns what JSON can say.
    """

    name: str
    args: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What the job returned, its processor time, and the worker's peak resident memory so far."""

    value: Json
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no value. `crash` is a fault of the job or its engine; the rest are limits."""

    kind: Literal["timeout", "cpu", "memory", "crash"]
    detail: str


Outcome: TypeAlias = Done | Failed
