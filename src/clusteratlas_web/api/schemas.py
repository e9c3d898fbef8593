"""JSON schemas of documents, written short: words for types, and what each property means."""

from collections.abc import Mapping
from typing import Any

from clusteratlas_web.api.columns import Shape

Schema = dict[str, Any]


def document(meaning: str, properties: Mapping[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    """An object with exactly these properties; those named are not always there."""
    return {
        "type": "object",
        "description": meaning,
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def some(kind: str | list[str], meaning: str, example: Any = None, **more: Any) -> Schema:
    """A property."""
    examples = {} if example is None else {"examples": [example]}
    return {"type": kind, "description": meaning, **examples, **more}


def perhaps(kind: str, meaning: str, example: Any = None, **more: Any) -> Schema:
    """A property that may be empty."""
    return some([kind, "null"], meaning, example, **more)


def every(of: Schema, meaning: str) -> Schema:
    """A list."""
    return {"type": "array", "items": of, "description": meaning}


def by_key(of: Schema, meaning: str) -> Schema:
    """An object from keys, such as languages or years, to values of one kind."""
    return {"type": "object", "additionalProperties": of, "description": meaning}


def anything(meaning: str) -> Schema:
    """An object whose properties are told elsewhere."""
    return {"type": "object", "description": meaning}


SHAPES: dict[str, Shape] = {}  # those that a schema refers to, by name


def rows(shape: Shape, meaning: str) -> Schema:
    """A list of rows of a shape."""
    SHAPES[shape.name] = shape
    return every({"$ref": f"#/components/schemas/{shape.name}"}, meaning)


TEXTS = by_key({"type": "string"}, "The text by language.")
EDITION = some("string", "The edition that the answer comes from, as it is cited.", "us-2019.1")


def page_of(shape: Shape, has_edition: bool) -> Schema:
    """A page of rows."""
    facts = {"edition": EDITION} if has_edition else {}
    return document(
        "A page of rows.",
        {
            **facts,
            "count": some("integer", "How many rows there are in all.", 381),
            "page": some("integer", "Which page this is, counted from 1.", 1),
            "limit": some("integer", "How many rows a page has at most.", 100),
            "next": perhaps("string", "The address of the next page; empty on the last."),
            "rows": rows(shape, "The rows, always in the same order."),
        },
    )
