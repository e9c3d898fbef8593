"""Pages as tests compare them: without the links that lead a figure to its explanation."""

import re

_EXPLAINED = re.compile(r'<a class="explained"[^>]*>(.*?)</a>', re.DOTALL)


def plain(text: str) -> str:
    """The page with every explained figure as the bare figure."""
    return _EXPLAINED.sub(r"\1", text)
