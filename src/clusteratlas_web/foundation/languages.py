"""The language of a page is in its address: English at the root, the others behind their code."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

WRITTEN_IN = (("en", "en"), ("zh-hans", "zh"))  # the languages that people write texts in; their part of a field's name
TAGS = {"en": "en", "zh-hans": "zh-Hans"}  # as the lang attribute of a page says it


@dataclass(frozen=True)
class LanguageLink:
    """The same page in another language."""

    code: str
    tag: str
    name: str
    address: str


class AddressLanguage:
    """Speaks the language of the address and asks neither cookies nor the browser, so that pages can be cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language, _ = split_language(request.path_info)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", TAGS[language])
        return response


def split_language(path: str) -> tuple[str, str]:
    """The language of an address, and the address in the first language."""
    first, _, rest = path.removeprefix("/").partition("/")
    if first != settings.LANGUAGE_CODE and first in dict(settings.LANGUAGES):
        return first, f"/{rest}"
    return settings.LANGUAGE_CODE, path


def in_language(path: str, language: str) -> str:
    """The same address in another language."""
    _, bare = split_language(path)
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def language_links(full_path: str) -> list[LanguageLink]:
    """The other languages of a page, with its query."""
    here, _ = split_language(full_path.partition("?")[0])
    others = [(code, name) for code, name in settings.LANGUAGES if code != here]
    return [LanguageLink(code, TAGS[code], name, in_language(full_path, code)) for code, name in others]
