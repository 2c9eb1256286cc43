"""The site as a whole, and the addresses of its pages and files as seen from one of them."""

from __future__ import annotations

from typing import NamedTuple

from rendering.addresses import address_between, address_from, address_of_file


class Site(NamedTuple):
    """The site.

    Attributes:
        name: its name, as the header shows it.
        language: the language of its pages, as a tag such as `en`.
        address: its address, ending in a slash; '' if it is not known.
    """

    name: str
    language: str
    address: str = ""


class Place(NamedTuple):
    """The place of a page, or of a file beside it.

    If the site's address is not known, every address is relative to this place. JSON-LD resolves such
    addresses as HTML does, so they work wherever the folder is copied to.

    Attributes:
        path: the page's path below the docs folder.
        address: its full address, or '' if the site's address is not known.
    """

    path: str
    address: str

    def of_page(self, target: str) -> str:
        """Return the address of a page, or of a section of one, such as `stretches/cat.md#stop-if`."""
        return address_from(self.address, address_between(self.path, target))

    def of_section(self, anchor: str) -> str:
        """Return the address of a section of this page."""
        return self.of_page(f"{self.path}#{anchor}")

    def of_file(self, name: str) -> str:
        """Return the address of a file that is not a page, given its path below the docs folder."""
        return address_from(self.address, address_of_file(self.path, name))
