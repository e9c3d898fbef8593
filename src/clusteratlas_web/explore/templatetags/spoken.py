"""The filter that says a text about industries in the words of an edition."""

from django import template

from clusteratlas_web.explore.wording import Wording

register = template.Library()


@register.filter
def spoken(text: str, words: Wording) -> str:
    """`{{ line.meaning|spoken:words }}`: of occupations where the edition classifies occupations."""
    return words.spoken(str(text))
