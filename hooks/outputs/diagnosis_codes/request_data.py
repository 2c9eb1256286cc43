"""What the script of the page /connect/ needs to answer a request without loading anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.data.diagnosis_codes import GET_HELP, SYSTEMS
from rendering.addresses import address_between, pages_by_address

if TYPE_CHECKING:
    from checks.site import Report

PAGE = "connect.md"
# In a search these may mean an emergency; in the name of a diagnosis they may as well mean hay fever.
_TOO_GENERAL = frozenset({"accident", "bladder", "bowel", "emergency", "fever"})


def request_data(report: Report) -> dict[str, object]:
    """Return the codes with the address that each opens, relative to the page.

    Returns:
        `systems`: their names, by object identifier and by their other names; `codes`: the page of each code,
        written without its dot, by system; `urgent`: the codes and names that take precedence over all
        others, and the phrases that the search treats as urgent; `help`: the page that urgent ones open;
        `titles`: the titles of all these pages; `search`: the page that opens the search.
    """
    pages = pages_by_address(report)
    addresses = {entry.page for entry in report.registers.codes if entry.page in pages} | {GET_HELP} & set(
        pages
    )
    shown = {address: address_between(PAGE, pages[address][0]) for address in sorted(addresses)}
    codes: dict[str, dict[str, str]] = {name: {} for name in SYSTEMS}
    urgent: list[str] = []
    names: list[str] = []
    for entry in report.registers.codes:
        code = entry.code.replace(".", "")
        if entry.page in shown:
            codes[entry.system][code] = shown[entry.page]
        if entry.urgent:
            urgent.append(code)
            names += entry.also_by_name
    return {
        "systems": {
            called: name for name, system in SYSTEMS.items() for called in (system.oid, *system.other_names)
        },
        "codes": codes,
        "urgent": {"codes": urgent, "names": names, "phrases": _urgent_phrases(report)},
        "help": shown.get(GET_HELP, address_between(PAGE, "index.md")),
        "titles": {shown[address]: pages[address][1].title for address in shown},
        "search": address_between(PAGE, "index.md"),
    }


def _urgent_phrases(report: Report) -> list[str]:
    return [
        phrase
        for entry in report.registers.symptoms
        if entry.urgent
        for phrase in map(str.lower, entry.phrases)
        if phrase not in _TOO_GENERAL and not any(map(str.isdigit, phrase))
    ]
