"""What stands around a page: navigation, edition bar and footer, as a view hands them to `base.html`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A place to go; `current` where the reader is, `title` for the longer name."""

    label: str
    address: str
    current: bool = False
    title: str = ""


@dataclass(frozen=True)
class EditionBar:
    """The edition a page takes its figures from, and what can be done with it."""

    name: str
    address: str
    facts: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class FooterColumn:
    """A heading of the footer and its links."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Frame:
    """The frame of a page. Without one, as on an error page, only the brand and the languages are there.

    `example` is what a search box suggests to type; `atlas` leads to the first page of the atlas; `atlases` are all
    there are, where there are several. `warning` stands above every page of an edition that is not for everybody;
    `account` are the ways to sign in or, for whoever did, to their own page.
    """

    navigation: tuple[Link, ...] = ()
    edition: EditionBar | None = None
    search: str = ""
    suggestions: str = ""
    example: str = ""
    statement: str = ""
    columns: tuple[FooterColumn, ...] = ()
    atlas: Link | None = None
    atlases: tuple[Link, ...] = ()
    warning: str = ""
    account: tuple[Link, ...] = ()
