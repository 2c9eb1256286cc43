"""Builds the checked pages from their data, and the files that are published with them.

The events follow in the order in which MkDocs calls them, and each runs its steps in order. The steps
themselves are in `rendering/` (the pages) and `outputs/` (everything else).
"""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checks.addresses import addresses_to_answer
from checks.current_report import current_report
from checks.page import path_rule
from checks.rendered_page import rendered_links_to_stretches
from contract.fields import Exercise
from contract.markers import TEMPLATE_ANCHORS, TOP
from contract.page_types import PATHS, RETIRED
from markupsafe import Markup
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import nest_paths
from outputs.diagnosis_codes.code_files import code_files
from outputs.diagnosis_codes.request_data import PAGE as CONNECT
from outputs.diagnosis_codes.request_data import request_data
from outputs.handouts import as_csv, codes
from outputs.open_data.exercises import EXERCISES, NOTICE_PAGE, SCHEMA, exercises_file
from outputs.open_data.file_format import file_as_json, schema_as_json
from outputs.redirects import redirects
from outputs.search_entries import with_search_entries
from outputs.site import Place, Site
from outputs.structured_data.graph import as_script_text, graph
from outputs.style_sheet import compact_css
from publishing.built_addresses import missing_addresses
from publishing.operator_settings import doubt_about_site_url, why_no_contact, why_no_site_url
from publishing.preview import is_preview
from reading.block_structure import read_structure
from reading.permalinks import PERMALINKS, redirect_sections
from reading.source_page import read_lines
from reading.text_file import decode
from rendering.comments import without_comments
from rendering.emergency_cards import with_emergency_cards
from rendering.fill import fill_the_rest, fill_what_is_searched, marker_templates
from rendering.handouts import TABLE, handouts
from rendering.menu import menu_of
from rendering.page_facts import page_facts
from rendering.page_layout import PageLayout
from rendering.paper_links import with_paper_links
from rendering.qr_code import qr_code, qr_png, qr_svg
from rendering.section_links import with_section_links
from rendering.sentences import sentences_for
from rendering.step_numbers import with_step_numbers
from rendering.stretch_list import exercises_of
from rendering.tables import set_tables

if TYPE_CHECKING:
    from checks.page import CheckedPage
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.build_pages")

STYLE_SHEET = "assets/stylesheets/site.css"
_FIELDS_OF_THE_THEME = {"title", "description", "author", "hide"}
# By the page, or else by its kind.
_TEMPLATES = {
    "index.md": "home.html",
    "stretches/index.md": "list.html",
    "exercise": "exercise.html",
    "routine": "routine.html",
    "condition": "condition.html",
}
# White space that no reader sees, but that the search would index as text.
_BETWEEN_BLOCKS = re.compile(r"(</(?:p|h[1-6]|li|[uo]l|tr|thead|tbody)>|<(?:[uo]l|tr|thead|tbody)>)\s+(?=<)")
# Without a space here, the search would join the last word of a cell to the first of the next.
_BETWEEN_CELLS = re.compile(r"(</t[dh]>)\s*(?=<)")

# Kept between events: the style sheets that mkdocs.yml names, the address of each page in the search index,
# and the rendered text of the pages that exercises.json is made from.
_style_sheets: list[str] = []
_addresses: dict[str, str] = {}
_contents: dict[str, str] = {}
_navigation: dict[str, object] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Refuse settings that would be wrong on every page, and make pages load a single style sheet."""
    _check_settings(config)
    _style_sheets[:] = config.extra_css
    config.extra_css = [STYLE_SHEET]
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Reload the marker templates, because a preview builds many times."""
    marker_templates.cache_clear()


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the files that are generated from data, and sort the pages in the order of the contract."""
    _contents.clear()
    _addresses.clear()
    _addresses.update({file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()})
    _add_handouts(files, config)
    _add_code_files(files, config)
    _add_style_sheet(files, config)
    # Added now so that links to them resolve; they are written after the last page.
    for name in (EXERCISES, SCHEMA):
        files.append(File.generated(config, name, content=""))
    _order_navigation(files, config)
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
    """Work out once what every page shows of the navigation."""
    _navigation["menu"] = menu_of(nav.items)
    _navigation["header_links"] = _header_links(nav)


def on_page_read_source(*, page: Page, config: MkDocsConfig) -> str | None:
    """Return the page's source without source marks and most of its front matter.

    What is left of the front matter is what MkDocs and the theme use.

    MkDocs would parse all fields a second time, which takes as long as the page's Markdown, and the theme
    would mistake some of them for its own settings. A file that is not text, which can happen only in a
    preview, is replaced by a placeholder.
    """
    checked = _checked(page)
    text = decode(page.file.content_bytes)
    if text is None:
        return "This file cannot be read as text.\n"
    text = current_report().registers.numbers.in_page(text)
    if checked is None or checked.source.front_matter is None:
        return text
    facts = checked.front_matter
    fields = facts.model_dump(include=_FIELDS_OF_THE_THEME) if facts else checked.source.fields
    known = {name: value for name, value in fields.items() if name in _FIELDS_OF_THE_THEME}
    settings = json.dumps(known, default=str)  # valid YAML, on one line
    lines = (line.raw for line in read_lines(text, checked.source.front_matter_end))
    return "\n".join(["---", settings, "---", *lines, ""])


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Fill the markers that are searched, and choose the template for the kind of page."""
    checked = _checked(page)
    if checked is None:
        return html
    if page.file.src_uri == CONNECT:
        page.meta["template"] = "connect.html"
    elif template := _TEMPLATES.get(page.file.src_uri) or _TEMPLATES.get(checked.page_type.name):
        page.meta.setdefault("template", template)
    # MkDocs checks links against these once all pages are read.
    page.present_anchor_ids = {
        *(page.present_anchor_ids or ()),
        *redirect_sections(checked.source),
        *TEMPLATE_ANCHORS,
    }
    templates = _marker_templates(config)
    filled = fill_what_is_searched(without_comments(html), checked, current_report(), templates)
    close = _BETWEEN_CELLS.sub(r"\1 ", _BETWEEN_BLOCKS.sub(r"\1", set_tables(filled)))
    return with_step_numbers(close, checked.page_type)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Make the sentences available to templates, and add a redirect at every former address of a page."""
    # Cache all templates: Material includes about 60 for each page, and the default LRU cache is slower.
    env.cache = {}
    env.globals.update(_navigation)
    env.globals["sentence"] = sentences_for("index.md", current_report())  # for 404.html, which is not a page
    template = env.get_template("redirect.html")
    for redirect in redirects(current_report()):
        html = template.render(config=config, redirect=redirect)
        files.append(File.generated(config, redirect.file, content=html))
    for name in (EXERCISES, SCHEMA):  # written in on_post_build
        if (file := files.get_file_from_path(name)) is not None:
            files.remove(file)
    return env


# MkDocs calls plugins before hooks, so the search has indexed the page by now.
def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Fill the other markers, and pass the page's facts to the template."""
    report, checked = current_report(), _checked(page)
    context["facts"] = None
    context["sentence"] = sentences_for(page.file.src_uri, report)
    if checked is not None and page.content is not None:
        html = page.content
        filled: dict[str, str] = {}
        page.content = _finished(html, checked, page, config, filled)
        context["facts"] = page_facts(checked, report)
        context["qr_code"] = qr_code(page.canonical_url) if page.canonical_url else ""
        _add_structured_data(context, checked, page, config)
        if page.file.src_uri == NOTICE_PAGE or isinstance(checked.front_matter, Exercise):
            templates = _marker_templates(config)
            _contents[page.file.src_uri] = fill_the_rest(html, checked, report, templates, filled)
    if page.file.src_uri == CONNECT:
        text = as_script_text(request_data(report))
        context["request_data"] = Markup(text)  # noqa: S704  (escaped for a script)
    # Material's skip link goes to the first heading in the table of contents, which is to be the title;
    # overrides/partials/sections.html shows the headings below it.
    title = AnchorLink(page.title or "", TOP, 1)
    title.children = page.toc.items
    page.toc.items = [title]
    return context


@event_priority(-10_000)  # after whatever could still move a file
def on_post_build(*, config: MkDocsConfig) -> None:
    """Complete the search index, write exercises.json, and check that every address exists."""
    _complete_search_index(config)
    _write_open_data(config)
    if not is_preview(config.site_dir):
        _check_addresses(config)


# Steps -----------------------------------------------------------------------------------------


def _header_links(nav: Navigation) -> list[tuple[str, Page]]:
    """Return the words and the page of each link in the header."""
    pages = {page.file.src_uri: page for page in nav.pages}
    return [
        (rule.in_header, pages[rule.pattern]) for rule in PATHS if rule.in_header and rule.pattern in pages
    ]


def _checked(page: Page) -> CheckedPage | None:
    return current_report().pages.get(page.file.src_uri)


def _marker_templates(config: MkDocsConfig) -> Environment:
    return marker_templates(tuple(config.theme.dirs), config.site_url or "")


def _check_settings(config: MkDocsConfig) -> None:
    """Refuse settings that would be wrong on every page, and log what the site lacks without SITE_URL."""
    address, contact = config.site_url or "", str(config.extra.get("contact") or "")
    wrong = [why_no_site_url(address) if address else "", why_no_contact(contact) if contact else ""]
    if is_preview(config.site_dir):
        # A preview has an address of its own, whatever SITE_URL is.
        if wrong[1]:
            log.info("%s. A build for readers would be refused.", wrong[1])
        return
    if any(wrong):
        raise Abort("\n".join(filter(None, wrong)))
    if doubt := doubt_about_site_url(address) if address else "":
        log.info(doubt)
    if not address:
        log.info(
            "SITE_URL is not set, so the site will have no canonical addresses, no sitemap entries, no QR "
            "codes, no pictures in link previews and no addresses on paper. Set it to the site's address, "
            "such as SITE_URL=https://stretches.example.org/"
        )


def _add_handouts(files: Files, config: MkDocsConfig) -> None:
    """Add the table of all pages and, if the site's address is known, the QR code of each."""
    report, site_url = current_report(), config.site_url or ""
    files.append(File.generated(config, TABLE, content=as_csv(handouts(report), site_url)))
    for place, address in codes(report) if site_url else ():
        files.append(File.generated(config, f"{place}.svg", content=qr_svg(site_url + address)))
        files.append(File.generated(config, f"{place}.png", content=qr_png(site_url + address)))


def _site(config: MkDocsConfig) -> Site:
    return Site(config.site_name, str(config.theme["language"]), config.site_url or "")


def _add_code_files(files: Files, config: MkDocsConfig) -> None:
    language = str(config.theme["language"])
    for name, text in code_files(current_report(), config.site_name, language, config.site_url or "").items():
        files.append(File.generated(config, name, content=text))


def _add_style_sheet(files: Files, config: MkDocsConfig) -> None:
    """Join the style sheets in the order of mkdocs.yml, without what is only for those who edit them.

    There is one for each component, which is easier to read and change; but a browser draws nothing until it
    has them all, and on a slow connection each one costs a round trip.
    """
    texts = []
    for name in _style_sheets:
        file = files.get_file_from_path(name)
        if file is None:
            message = f"mkdocs.yml: 'extra_css' names '{name}', which is not in docs/; correct its name"
            raise PluginError(message)
        texts.append(file.content_string)
        files.remove(file)
    files.append(File.generated(config, STYLE_SHEET, content=compact_css("\n".join(texts))))


def _order_navigation(files: Files, config: MkDocsConfig) -> None:
    """Sort the pages by the first path pattern of the contract that matches, then by path.

    A `nav:` in mkdocs.yml takes precedence.
    """

    def place(file: File) -> tuple[int, str]:
        rule = path_rule(file.src_uri)
        return (PATHS.index(rule) if rule else len(PATHS), file.src_uri)

    for file in files.documentation_pages():
        rule = path_rule(file.src_uri)
        if rule is not None and not rule.in_navigation:
            file.inclusion = InclusionLevel.NOT_IN_NAV  # so that MkDocs does not report it as left out
    if config.nav is None:
        pages = [file for file in files.documentation_pages() if file.inclusion.is_in_nav()]  # type: ignore[no-untyped-call]
        config.nav = nest_paths(file.src_uri for file in sorted(pages, key=place))  # type: ignore[no-untyped-call]


def _finished(
    html: str, checked: CheckedPage, page: Page, config: MkDocsConfig, filled: dict[str, str]
) -> str:
    report, templates = current_report(), _marker_templates(config)
    arranged = PageLayout(checked, report, templates).arranged(html)
    html = with_emergency_cards(fill_the_rest(arranged, checked, report, templates, filled))
    if "{{" in html and not report.problems:
        message = f"{page.file.src_uri}: a marker was not filled; put it on a line of its own"
        raise PluginError(message)
    # Includes the links of shared texts, which the check of the page itself does not see.
    links = read_structure(html).links if checked.page_type is RETIRED else ()
    for finding in rendered_links_to_stretches(checked, links, config.site_url or ""):
        message = f"{page.file.src_uri}: {finding.message}, in a text that the page includes; {finding.help}"
        raise PluginError(message)
    if not checked.page_type.one_sheet:
        html = with_paper_links(html, page.url, page.canonical_url)
    return with_section_links(html, str(page.title), redirect_sections(checked.source))


def _add_structured_data(
    context: dict[str, Any], checked: CheckedPage, page: Page, config: MkDocsConfig
) -> None:
    place = Place(page.file.src_uri, page.canonical_url or "")
    data = graph(checked, place, _site(config), current_report())
    if data is not None:
        context["structured_data"] = Markup(as_script_text(data))  # noqa: S704  (escaped for a script)


def _complete_search_index(config: MkDocsConfig) -> None:
    """Add each page's names and the words that people type for it; do nothing on a site without search."""
    path = Path(config.site_dir, "search", "search_index.json")
    if not path.is_file():
        return
    home = Path(config.site_dir, "index.html")
    if home.is_file() and "search.js?engine=" not in home.read_text(encoding="utf-8"):
        message = "overrides/main.html: the theme has renamed its search worker; correct the block 'config'"
        raise PluginError(message)
    index = with_search_entries(path.read_text(encoding="utf-8"), current_report(), _addresses)
    path.write_text(index, encoding="utf-8")


def _write_open_data(config: MkDocsConfig) -> None:
    """Write exercises.json and its schema; `build --dirty`, which skips pages, keeps the old ones."""
    report = current_report()
    if not _contents.keys() >= {NOTICE_PAGE, *(path for path, _ in exercises_of(report))}:
        return
    exercises = exercises_file(_site(config), report, _contents)
    if exercises is not None:
        folder = Path(config.site_dir)
        (folder / EXERCISES).write_text(file_as_json(exercises), encoding="utf-8")
        (folder / SCHEMA).write_text(schema_as_json(exercises.schema_address), encoding="utf-8")


def _check_addresses(config: MkDocsConfig) -> None:
    """Stop the build if the site lacks an address, as it would with some settings of mkdocs.yml."""
    report = current_report()
    expected = addresses_to_answer(report.pages, report.registers.permalinks)
    missing = list(missing_addresses(Path(config.site_dir), expected))
    if missing:
        count = "1 address" if len(missing) == 1 else f"{len(missing):,} addresses"
        message = (
            f"{count} of docs/{PERMALINKS} would end with this build: {', '.join(missing[:3])}"
            f"{' …' if len(missing) > 3 else ''}. The pages themselves are fine, so a setting or a plugin in "
            "mkdocs.yml changes where they are built (such as use_directory_urls, offline, or slugify of "
            "toc): remove it. The published site is as it was."
        )
        raise Abort(message)
