"""Where a page is published, and the addresses of other pages and files as seen from there."""

from __future__ import annotations

from typing import NamedTuple

from rendering.addresses import address_between, address_from, address_of_file


class Place(NamedTuple):
    """A page's place in the site.

    If the site's address is not known, every address is relative to the page. JSON-LD resolves such addresses
    as HTML does, so they work wherever the folder is copied to.

    Attributes:
        path: the page's path below the docs folder.
        address: the page's full address, or '' if the site's address is not known.
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
