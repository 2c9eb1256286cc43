"""Settings that would be wrong on every page."""

from __future__ import annotations

import pytest
from publishing.operator_settings import doubt_about_site_url, why_no_contact, why_no_site_url


@pytest.mark.parametrize(
    "address",
    [
        "https://stretches.example.org/",
        "https://example.org/numb-leg",
        "http://example.org:8080/a/b.c/",
        "https://name.github.io/numb-leg/",
        "https://xn--bcher-kva.example/",
        "https://93.184.216.34/",
    ],
)
def test_a_public_address(address: str) -> None:
    assert why_no_site_url(address) == ""
    assert doubt_about_site_url(address) == ""


@pytest.mark.parametrize("address", ["https://intranet/", "http://10.0.0.7/leg/", "https://clinic.local/"])
def test_an_address_within_a_network_is_only_doubted(address: str) -> None:
    assert why_no_site_url(address) == ""
    assert "can only be opened from within its own network" in doubt_about_site_url(address)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://localhost:8000/", "no reader would reach the site"),
        ("http://LOCALHOST/", "no reader would reach the site"),
        ("http://leg.localhost/", "no reader would reach the site"),
        ("http://127.0.0.1:8000/", "no reader would reach the site"),
        ("http://0.0.0.0/", "no reader would reach the site"),
        ("http://[::1]/", "write https://, the host and the folder"),
        ("https://example.org/index.html", "leave out 'index.html'"),
        ("https://example.org/leg/home.HTM", "leave out 'home.HTM'"),
        ("https://127.1/", "'127.1' is not a host"),
        ("https://example..org/", "write https://, the host and the folder"),
        ("https://-example.org/", "write https://, the host and the folder"),
        ("https://example.org/../", "write https://, the host and the folder"),
        ("https://me:secret@example.org/", "write https://, the host and the folder"),
        ("https://example.org:123456/", "write https://, the host and the folder"),
        ("https://x.org/ ", "write https://, the host and the folder"),
        ("ftp://x.org/", "write https://, the host and the folder"),
        ("https://x.org/?a=1", "write https://, the host and the folder"),
        ("https://x.org/a//", "write https://, the host and the folder"),
        ("https://x.org/#a", "write https://, the host and the folder"),
        ("example.org", "write https://, the host and the folder"),
    ],
)
def test_another_address_is_refused(address: str, says: str) -> None:
    message = why_no_site_url(address)
    assert message.startswith(f"SITE_URL is '{address}'")
    assert says in message
    assert "\n" not in message


@pytest.mark.parametrize(
    "contact", ["help@example.org", "o.b+leg@mail.example.org", "https://example.org/issues?a=b"]
)
def test_a_contact(contact: str) -> None:
    assert why_no_contact(contact) == ""


@pytest.mark.parametrize(
    "contact",
    [
        "call us",
        "+1 555 0100",
        "help@",
        "mailto:help@example.org",
        "help@example",
        "example.org",
        "https://",
        "javascript:alert(1)",
        'https://example.org/" onclick="x',
        "a@example.org, b@example.org",
    ],
)
def test_no_contact(contact: str) -> None:
    assert why_no_contact(contact).startswith(f"CONTACT is '{contact}': write an e-mail address")
