"""A name and the language it is in, so that a page can mark words of another language than its own."""


class Name(str):
    """The text of a name; `language` is the code of the language it is in, such as `de` or `zh-hans`."""

    __slots__ = ("language",)

    language: str

    def __new__(cls, text: str, language: str) -> "Name":
        """A name in a language."""
        name = super().__new__(cls, text)
        name.language = language
        return name
