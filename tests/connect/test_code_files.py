"""The files of the codes say what the register says, and lead where they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from checks.site import check_site
from outputs.diagnosis_codes.code_files import code_files

from tests.conftest import SETTINGS
from tests.passing_site import passing_site

PASSING = passing_site()
DOCS = Path(__file__).parents[2] / "docs"
OIDS = {
    "icd10cm": ("ICD-10-CM", "2.16.840.1.113883.6.90"),
    "snomedct": ("SNOMED CT", "2.16.840.1.113883.6.96"),
}


@pytest.fixture(params=["plain", "hosted"])
def published(request: pytest.FixtureRequest, built_site: Path, hosted_site: Path) -> tuple[Path, str]:
    """Return the folder of a site, and its address; one made up where it was built without."""
    return (built_site, "file:///copy/") if request.param == "plain" else (hosted_site, SETTINGS["SITE_URL"])


def register() -> list[dict[str, Any]]:
    entries = yaml.safe_load((DOCS / "_data" / "diagnosis-codes.yml").read_text(encoding="utf-8"))
    assert isinstance(entries, list)
    return entries


def test_every_code_has_its_file(published: tuple[Path, str]) -> None:
    site, home = published
    sources = yaml.safe_load((DOCS / "_data" / "sources.yml").read_text(encoding="utf-8"))
    for entry in register():
        name = f"connect/{entry['system']}/{entry['code']}.json"
        data = json.loads((site / name).read_text(encoding="utf-8"))
        assert (data["system"], data["oid"]) == OIDS[entry["system"]]
        assert data["urgent"] is entry.get("urgent", False)
        for field in ("code", "title", "mark"):
            assert data[field] == entry[field]
        source = sources.get(entry["source"])
        told = f"{source['by']}: {source['title']}" if source else entry["source"]
        assert data["source"] == {"text": told, "address": source["url"] if source else None}
        assert urljoin(home + name, data["page"]["address"]) == urljoin(home, entry["page"].lstrip("/"))
        assert urljoin(home + name, data["emergency"]) == f"{home}get-help/"
        facts = yaml.safe_load((DOCS / f"{entry['page'].strip('/')}.md").read_text("utf-8").split("---\n")[1])
        assert (data["page"]["title"], data["page"]["summary"]) == (facts["title"], facts["summary"])
        assert ("://" in data["emergency"]) == home.startswith("https")
        assert data["format_version"] == "1.0.0"


def test_the_index_has_them_all(published: tuple[Path, str]) -> None:
    site, home = published
    index = json.loads((site / "connect" / "index.json").read_text(encoding="utf-8"))
    files = sorted(path.relative_to(site).as_posix() for path in (site / "connect").glob("*/*.json"))
    here = f"{home}connect/index.json"
    assert sorted(urljoin(here, one["file"]).removeprefix(home) for one in index["codes"]) == files
    assert len(files) == len(register())
    assert index["urgent_names"] == ["cauda equina"]
    assert urljoin(here, index["site"]["address"]) == home
    for one in index["codes"]:
        page = urljoin(here, one["page"]["address"]).removeprefix(home)
        assert (site / page / "index.html").is_file()


def test_the_page_shows_every_code(built_site: Path) -> None:
    html = (built_site / "connect" / "index.html").read_text(encoding="utf-8")
    for entry in register():
        assert f"<td>{entry['code']}</td><td>{entry['title']}</td>" in html


def test_a_page_tells_its_codes(built_site: Path) -> None:
    for entry in register():
        html = (built_site / entry["page"].strip("/") / "index.html").read_text(encoding="utf-8")
        record = html.partition('<section class="page-record"')[2].partition("</section>")[0]
        assert entry["code"] in record
        assert (f'"codeValue":"{entry["code"]}"' in html) == entry.get("same", False)


def test_without_a_register_there_is_no_file() -> None:
    assert code_files(check_site(PASSING), "A site", "en", "") == {}


def test_clinicians_are_told_where_the_files_are(built_site: Path) -> None:
    html = (built_site / "clinicians" / "programmers" / "index.html").read_text(encoding="utf-8")
    told = html.partition('id="open-a-page-from-a-record-system"')[2].partition("<h2")[0]
    for address in ("../../connect/", "../../connect/index.json", "../../connect/icd10cm/M54.31.json"):
        assert f'href="{address}"' in told
