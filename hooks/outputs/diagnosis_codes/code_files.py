"""One JSON file for each diagnosis code, and an index of them, for systems that cannot run a script."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from checks.data.diagnosis_codes import GET_HELP, SYSTEMS
from rendering.addresses import pages_by_address

from outputs.site import Place

if TYPE_CHECKING:
    from checks.data.diagnosis_codes import DiagnosisCode
    from checks.site import Report
    from contract.fields import FrontMatter

    Data = dict[str, object]

# As in `exercises.json`: the first number changes if readers would break, the second for a new field.
FORMAT_VERSION = "1.0.0"
FOLDER = "connect"
INDEX = f"{FOLDER}/index.json"


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
    here = _place(FOLDER, site_url)
    files: dict[str, str] = {}
    listed: list[Data] = []
    for entry in codes:
        if (page := pages.get(entry.page)) is None:
            continue
        folder = f"{FOLDER}/{entry.system}"
        file = f"{folder}/{entry.code}.json"
        described = _of_code(entry, page, _place(folder, site_url), report)
        files[file] = _text({"format_version": FORMAT_VERSION, **described})
        listed.append({**_of_code(entry, page, here, report), "file": here.of_file(file)})
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


def _place(folder: str, site_url: str) -> Place:
    return Place(f"{folder}/index.md", f"{site_url}{folder}/" if site_url else "")


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
