"""One JSON file for each diagnosis code, and an index of them, for systems that cannot run a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from checks.data.diagnosis_codes import GET_HELP, SYSTEMS
from rendering.addresses import address_between, address_from, pages_by_address

if TYPE_CHECKING:
    from checks.data.diagnosis_codes import DiagnosisCode
    from checks.site import Report
    from contract.fields import FrontMatter

    Data = dict[str, object]

# As in `exercises.json`: the first number changes if readers would break, the second for a new field.
FORMAT_VERSION = "1.0.0"
FOLDER = "connect"
INDEX = f"{FOLDER}/index.json"


class Place(NamedTuple):
    """The place of a file in the site.

    Attributes:
        folder: its folder below that of the site.
        site_url: the site's address, ending in a slash; if it is '', every address in the file is relative to
            the file.
    """

    folder: str
    site_url: str

    def of_page(self, path: str) -> str:
        """Return the address of a page, given its path below the docs folder."""
        here = f"{self.site_url}{self.folder}/" if self.site_url else ""
        return address_from(here, address_between(f"{self.folder}/index.md", path))

    def of_file(self, name: str) -> str:
        """Return the address of a file in the folder of the index or below it."""
        return f"{self.site_url}{FOLDER}/{name}" if self.site_url else name


def code_files(report: Report, site_name: str, language: str, site_url: str) -> dict[str, str]:
    """Return all files.

    Args:
        report: the codes, and the pages that they open.
        site_name: the site's name.
        language: the language of its pages, as a tag such as `en`.
        site_url: its address, ending in a slash, or ''.

    Returns:
        The text of each file by its path below the site's folder; empty if there are no codes. A code whose
        page is missing or wrong is left out, which can happen only in a preview.
    """
    codes = sorted(report.registers.codes, key=lambda entry: (entry.system, entry.code))
    pages = pages_by_address(report)
    here = Place(FOLDER, site_url)
    files: dict[str, str] = {}
    listed: list[Data] = []
    for entry in codes:
        if (page := pages.get(entry.page)) is None:
            continue
        name = f"{entry.system}/{entry.code}.json"
        place = Place(f"{FOLDER}/{entry.system}", site_url)
        files[f"{FOLDER}/{name}"] = _text(
            {"format_version": FORMAT_VERSION, **_of_code(entry, page, place, report)}
        )
        listed.append({**_of_code(entry, page, here, report), "file": here.of_file(name)})
    if listed:
        index: Data = {
            "format_version": FORMAT_VERSION,
            "site": {"name": site_name, "address": here.of_page("index.md")},
            "language": language,
            "emergency": here.of_page(_path(GET_HELP)),
            "urgent_names": [words for entry in codes for words in entry.also_by_name],
            "codes": listed,
        }
        files[INDEX] = _text(index)
    return files


def _of_code(entry: DiagnosisCode, page: tuple[str, FrontMatter], place: Place, report: Report) -> Data:
    path, facts = page
    system = SYSTEMS[entry.system]
    source = (report.registers.sources or {}).get(entry.source)
    return {
        "system": system.name,
        "oid": system.oid,
        "code": entry.code,
        "title": entry.title,
        "urgent": entry.urgent,
        "page": {"address": place.of_page(path), "title": facts.title, "summary": facts.summary},
        "emergency": place.of_page(_path(GET_HELP)),
        "mark": entry.mark,
        "source": {"text": f"{source.by}: {source.title}", "address": source.url}
        if source
        else {"text": entry.source, "address": None},
    }


def _path(address: str) -> str:
    return f"{address.strip('/')}.md"


def _text(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
