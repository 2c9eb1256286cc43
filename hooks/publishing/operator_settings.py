"""Checks the operator's settings, before they appear on every page."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
# The beginning of canonical addresses and of the addresses in QR codes and data.
_SITE_URL = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:/(?!\.{{1,2}}(?:/|$))[A-Za-z0-9._~-]+)*/?")
_EMAIL = re.compile(rf"[^\s@/:;,<>?&\"']+@{_LABEL}(?:\.{_LABEL})+")
_WEB = re.compile(rf"https?://{_LABEL}(?:\.{_LABEL})+(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"']*)?")
_SUCH_AS = "https://stretches.example.org/ or https://example.org/numb-leg/"


def why_no_site_url(address: str) -> str:
    """Return why pages cannot be published with this site address, or '' if they can."""
    if not _SITE_URL.fullmatch(address):
        only = "write https://, the host and the folder, and nothing else"
        return f"SITE_URL is '{address}': {only}, such as {_SUCH_AS}"
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if host == "localhost" or host.endswith(".localhost") or _is_this_machine(host):
        why = "that is the computer of whoever opens it, so no reader would reach the site"
        return f"SITE_URL is '{address}', and {why}: write the public address, such as {_SUCH_AS}"
    if re.fullmatch(r"[0-9.]+|0x[0-9a-f.x]+", host) and _ip_address(host) is None:
        return f"SITE_URL is '{address}', and '{host}' is not a host: write its name, such as {_SUCH_AS}"
    if re.search(r"\.html?/?$", parts.path, re.IGNORECASE):
        why = "which ends with a page instead of a folder"
        return f"SITE_URL is '{address}', {why}: leave out '{parts.path.rstrip('/').rpartition('/')[2]}'"
    return ""


def doubt_about_site_url(address: str) -> str:
    """Return why only some readers could open this address, or '' if all can."""
    host = (urlsplit(address).hostname or "").lower()
    number = _ip_address(host)
    is_private = number.is_private if number else "." not in host
    if is_private or host.endswith((".local", ".lan", ".internal", ".home.arpa")):
        why = f"'{host}' can only be opened from within its own network"
        return f"SITE_URL is '{address}', and {why}; QR codes and links on paper will not work elsewhere."
    return ""


def why_no_contact(contact: str) -> str:
    """Return why readers could not report a mistake to this contact, or '' if they can."""
    if _EMAIL.fullmatch(contact) or _WEB.fullmatch(contact):
        return ""
    return (
        f"CONTACT is '{contact}': write an e-mail address, such as help@example.org, or a web address with "
        "https://, such as https://example.org/contact/"
    )


def _is_this_machine(host: str) -> bool:
    number = _ip_address(host)
    return number is not None and (number.is_loopback or number.is_unspecified)


def _ip_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
