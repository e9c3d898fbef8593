"""A name and the language it is in, so that a page can mark words of another language than its own."""

from collections.abc import Mapping

from django.utils.translation import get_language


class Name(str):
    """The text of a name; `language` is the code of the language it is in, such as `de` or `zh-hans`."""

    __slots__ = ("language",)

    language: str

    def __new__(cls, text: str, language: str) -> "Name":
        """A name in a language."""
        name = super().__new__(cls, text)
        name.language = language
        return name


def in_words(texts: Mapping[str, str], default: str = "") -> Name:
    """The text in the language that is spoken, or else in English, or in any."""
    spoken = get_language() or "en"
    for language in (spoken, "en", *texts):
        if texts.get(language):
            return Name(texts[language], language)
    return Name(default, spoken)
