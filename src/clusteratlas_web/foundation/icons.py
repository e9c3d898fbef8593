"""The few drawings of the frame, as SVG in the colour of their text."""

from types import MappingProxyType

_THIN = 'fill="none" stroke="currentColor" stroke-width="1.5"'


def _drawing(size: int, inside: str, style: str = "") -> str:
    return f'<svg viewBox="0 0 {size} {size}" {style} aria-hidden="true">{inside}</svg>'


ICONS = MappingProxyType(
    {
        "search": _drawing(16, '<circle cx="7" cy="7" r="4.5"/><path d="M10.4 10.4 14 14"/>', _THIN),
        "theme": _drawing(18, '<path d="M15 11.2A6.5 6.5 0 0 1 6.8 3a6.5 6.5 0 1 0 8.2 8.2z"/>', _THIN),
        "menu": _drawing(18, '<path d="M2 5h14M2 9h14M2 13h14"/>', _THIN),
        "info": _drawing(18, '<circle cx="9" cy="9" r="7"/><path d="M9 8v4.6M9 5.3V6"/>', _THIN),
        "good": _drawing(18, '<circle cx="9" cy="9" r="7"/><path d="M5.6 9.2l2.4 2.4 4.4-5"/>', _THIN),
        "warn": _drawing(
            18, '<path d="M9 2.2 16.4 15.5H1.6z" stroke-linejoin="round"/><path d="M9 7v4M9 13v.6"/>', _THIN
        ),
        "bad": _drawing(18, '<circle cx="9" cy="9" r="7"/><path d="M6.5 6.5l5 5M11.5 6.5l-5 5"/>', _THIN),
        "download": _drawing(14, '<path d="M7 1.5v7.5M3.8 6 7 9.2 10.2 6M2 12.3h10"/>', _THIN),
        "threshold": _drawing(9, '<path d="M4.5,8l-4,-7h8z" fill="var(--ink)"/>', 'width="9" height="9"'),
        "brand": _drawing(
            22,
            '<circle cx="7" cy="8" r="5.2" fill="var(--q3)"/><circle cx="15" cy="7" r="3.6" fill="var(--ink)"/>'
            '<circle cx="13" cy="15" r="4.6" fill="var(--q4)"/>'
            '<circle cx="5.4" cy="17.2" r="2.4" fill="var(--accent)"/>',
        ),
    }
)
