"""The tag that makes a figure lead to its explanation."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.explained.linking import explained_figure

register = template.Library()


@register.simple_tag(takes_context=True)
def explained(
    context: template.Context, figure: Any, name: str, row: Mapping[str, Any], at: str = "", **key: Any
) -> SafeString:
    """`{% explained row.employment|count "portfolio.employment" row %}`: the figure as a link to where it comes from.

    The row says which one it is (region, cluster, year...); what it lacks is given beside it: `year=place.year`. With
    `at="standing"` the figure is a place among all, and leads to the part of the page that says so. A figure that is
    not there, and one whose row is not told, stays as it is.
    """
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or "edition" not in match.kwargs or not name or not row:
        return SafeString(conditional_escape(figure))
    to = Addresses(match.kwargs["atlas"], match.kwargs["edition"])
    return explained_figure(to, figure, name, {**row, **key} if key else row, at)
