"""What HOSTING.md tells operators keeps a diagnosis out of the log of nginx."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.addresses.conftest import running_nginx
from tests.connect.requests import TYPICAL

if TYPE_CHECKING:
    from email.message import Message

HOSTING = Path(__file__).parents[2] / "HOSTING.md"
CONFIGURATION = """\
daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  IN_HTTP
  server {
    listen 127.0.0.1:{port};
    IN_SERVER
    location / { root SITE; }
  }
}
"""


def advice(folder: Path) -> tuple[str, str]:
    """Return the lines for `http` and those for `server`, with logs of our own."""
    text = HOSTING.read_text(encoding="utf-8")
    found = re.search(
        r"^    (map .+;.*\n    log_format .+;)\n    (access_log .+;\n    error_log .+;\n    add_header .+;)$",
        text,
        re.MULTILINE,
    )
    assert found is not None
    in_http, in_server = found.groups()
    return in_http, in_server.replace("/var/log/nginx", str(folder))


def ask(site: Path, folder: Path, in_http: str, in_server: str) -> Message:
    """Ask for a page that is not there and for the page itself; return the headers of its answer."""
    text = CONFIGURATION.replace("SITE", str(site)).replace("IN_HTTP", in_http)
    with running_nginx(text.replace("IN_SERVER", in_server), folder) as host:
        connection = HTTPConnection(host.removeprefix("http://"), timeout=10)
        connection.request("GET", f"/conect/?{TYPICAL}")
        missing = connection.getresponse()
        missing.read()
        assert missing.status == 404
        connection.request("GET", f"/connect/?{TYPICAL}")
        answer = connection.getresponse()
        assert answer.status == 200
        connection.close()
        return answer.headers


def test_the_log_has_the_path_alone(built_site: Path, tmp_path: Path) -> None:
    headers = ask(built_site, tmp_path, *advice(tmp_path))
    log = (tmp_path / "access.log").read_text(encoding="utf-8")
    assert re.findall(r" GET (\S*) (\d+) ", log) == [("/conect/", "404"), ("/connect/", "200")]
    for text in (log, (tmp_path / "error.log").read_text(encoding="utf-8")):
        assert not re.search(r"\?|M54|Criteria|Sciatica", text)
    assert headers["Referrer-Policy"] == "no-referrer"


def test_without_the_advice_it_would_hold_the_diagnosis(built_site: Path, tmp_path: Path) -> None:
    ask(
        built_site, tmp_path, "", f"access_log {tmp_path / 'access.log'}; error_log {tmp_path / 'error.log'};"
    )
    for name in ("access.log", "error.log"):
        assert "M54.31" in (tmp_path / name).read_text(encoding="utf-8")


def test_it_is_told_to_clinicians_too(built_site: Path) -> None:
    html = (built_site / "clinicians" / "programmers" / "index.html").read_text(encoding="utf-8")
    told = html.partition('id="open-a-page-from-a-record-system"')[2].partition("<h2")[0]
    assert "may appear in its log" in told


@pytest.mark.parametrize("name", ["HOSTING.md", "docs/about.md"])
def test_readers_are_shown_the_private_form(name: str) -> None:
    text = (HOSTING.parent / name).read_text(encoding="utf-8")
    assert "clinicians/programmers.md#open-a-page-from-a-record-system" in text
