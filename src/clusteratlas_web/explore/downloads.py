"""Links to take a table or a chart away, beside the title of its section."""

from django.utils.translation import gettext

from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.foundation.page import Link


def table_tools(
    address: str, methods: str = "", formats: tuple[str, ...] = ("csv", "xlsx"), **query: object
) -> tuple[Link, ...]:
    """Files of a table whose address ends where the format begins, and how it is computed."""
    files = [Link(name.upper(), with_query(f"{address}.{name}", **query)) for name in formats]
    explained = [Link(gettext("How it is computed"), methods)] if methods else []
    return (*files, *explained)


def chart_tools(address: str, methods: str = "", **query: object) -> tuple[Link, ...]:
    """PNG, SVG and the specification of a chart, and how it is computed."""
    formats = {"png": "PNG", "svg": "SVG", "json": gettext("Specification")}
    links = [Link(label, with_query(f"{address}.{name}", **query)) for name, label in formats.items()]
    explained = [Link(gettext("How it is computed"), methods)] if methods else []
    return (*links, *explained)
