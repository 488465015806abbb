"""The SHACL engine, run in a process that can be killed. Knows no graph of ours: text in, data out.

`shacl` passes the W3C's tests, 98 of 98 core and 22 of 23 of SPARQL; the one that it fails, `features` sees.
It refuses SERVICE and fetches nothing.
"""

from __future__ import annotations

from neurosym.workers.job import Json

Found = dict[str, "str | None"]
"""A result: focus, path, value, component, severity, shape and message, as the engine writes them."""


def results(shapes: str, data: str, most: int) -> Json:
    """Say whether data conform to shapes, both N-Triples, with the first results; or what is wrong."""
    import shacl

    try:
        report = shacl.Shapes.from_text(shapes, "ntriples").validate_text(data, "ntriples", max_results=most)
    except ValueError as error:
        return str(error)[:500]
    found: list[Json] = [
        {
            "focus": each.focus_node,
            "path": each.path,
            "value": each.value,
            "component": each.component_iri,
            "severity": each.severity,
            "shape": each.source_shape,
            "message": each.message,
        }
        for each in report.results
    ]
    return [report.conforms, found]
