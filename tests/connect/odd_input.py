"""Odd input: what a mistaken system, a broken program or an attacker may put into an address."""

from __future__ import annotations

import random
from urllib.parse import quote, quote_plus

from tests.connect.requests import ICD, ICD_9, SNOMED, WHO, asked

# Each sets `window.xqzv`, a word that no search finds, where something takes it for more than text.
PAYLOADS = (
    "<img src=x onerror=xqzv=[]>",
    "<script>xqzv=[]</script>",
    '"><svg onload=xqzv=[]>',
    "'-(xqzv=[])-'",
    "javascript:xqzv=[]",
    "javascript:alert(1)//",
    "data:text/html,<script>parent.xqzv=[]</script>",
    "${xqzv=[]}",
    "{{constructor.constructor('xqzv=[]')()}}",
    "</script><script>xqzv=[]</script>",
    '" autofocus onfocus=xqzv=[] x="',
    "<iframe srcdoc='<script>parent.xqzv=[]</script>'></iframe>",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "\\\\elsewhere.example\\",
    "../../../../",
    "&#60;img src=x onerror=xqzv=[]&#62;",
    "<a href=javascript:xqzv=[]>cobra</a>",
)
ODD_TEXTS = (
    *("__proto__", "constructor", "toString", "hasOwnProperty", "null", "undefined", "NaN", "-0", "1e999"),
    *("", " ", "\t\r\n", "\x00", "\u202e", "\ufeff", "\ud83e\uddb5", "\ud800", "\udc00x", "é" * 9, "e\u0301"),
    *(
        "%",
        "%%",
        "%zz",
        "%E0%A4%A",
        "%c0%80",
        "%u0041",
        "&amp;",
        "=",
        "==",
        "&&",
        ";",
        "#",
        "?",
        "+",
        "%2B",
        "%00",
    ),
    *("[]", "{}", "(", "*", "\\", "a" * 3_000, "ham " * 300, "\u0130\u0131\u017f\u212a", "½²Ⅷ", "߀߁߂", "٣٤٥"),
)
CODES = (
    *("M54.31", "m5432", "M54.3", "M54", "M5", "M", "R20.2", "G57.00", "M48.061", "23056005", "307177001"),
    *(
        "54.31",
        "M54.31.",
        "M.54.31",
        "M54,31",
        "M54.31X",
        "M54.31XXXXXXXX",
        "000000",
        "9" * 18,
        "9" * 19,
        "I10",
    ),
)
URGENT_CODES = ("G83.4", "g83.4", "G834", "g834", "G83.40", " G83.4 ")
URGENT_NAMES = (
    "Cauda equina syndrome",
    "CAUDA  EQUINA",
    "susp. cauda-equina",
    "cáuda equína",
    "Cauda\tequina",
)
NAMES = ("Sciatica", "Foot drop", "Diabetes", "Leg pain", "cauda", "equina cauda", "caudaequina")
SYSTEMS = (ICD, SNOMED, WHO, ICD_9, f"urn:oid:{ICD}", ICD.upper(), f"{ICD}.", "icd10cm", "ICD-10-CM", "2.16")


def odd_requests(count: int, seed: int) -> list[str]:
    """Make odd requests for /connect/, the same for the same seed; most are near to right ones."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    return [_request(chance) if chance.random() < 0.7 else _noise(chance) for _ in range(count)]


def odd_words(count: int, seed: int) -> list[str]:
    """Make odd values for a parameter, escaped or not."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    return [_escaped(_value(chance), chance) for _ in range(count)]


def _request(chance: random.Random) -> str:
    parts: list[str] = []
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        name = _parameter(chance)
        if chance.random() < 0.08:
            part = chance.choice(("c", "dn", "ot"))
            value = chance.choice(URGENT_CODES if part == "c" else URGENT_NAMES)
            parts.append(f"mainSearchCriteria{chance.choice(('', '1', '02'))}.v.{part}={quote(value)}")
            continue
        parts.append(f"{name}={_escaped(_value(chance), chance)}")
    for _ in range(chance.choice((0, 0, 1, 2))):
        code, system = chance.choice((("M54.31", ICD), ("R20.2", ICD), ("91019004", SNOMED), ("I10", ICD)))
        parts.append(asked(code, system, chance.choice(NAMES), str(chance.randrange(100, 1_000))))
    chance.shuffle(parts)
    return "&".join(parts)


def _parameter(chance: random.Random) -> str:
    index = chance.choice(("", "", "1", "2", "99", "00", "-1", "12345", "x"))
    at_end = chance.choice(("", "", "1", "7", "[]"))
    word = chance.choice(
        ("mainSearchCriteria",) * 6 + ("mainsearchcriteria", "MAINSEARCHCRITERIA", "subTopic")
    )
    name = f"{word}{index}.v.{chance.choice(('c', 'c', 'c', 'cs', 'dn', 'ot', 'CS', 'x'))}{at_end}"
    return chance.choice((name,) * 8 + (quote(name), f"amp;{name}", f" {name}", f"{name} ", "__proto__", ""))


def _value(chance: random.Random) -> str:
    pool = chance.choice((CODES, CODES, SYSTEMS, NAMES, PAYLOADS, ODD_TEXTS))
    value = chance.choice(pool)
    if chance.random() < 0.1:
        value += chance.choice(ODD_TEXTS)
    if chance.random() < 0.1:
        value = value[: chance.randrange(len(value) + 1)]
    return value


def _escaped(value: str, chance: random.Random) -> str:
    way = chance.randrange(4)
    if way == 0:
        return value.replace("&", "%26").replace("#", "%23")
    if way == 1:
        return quote_plus(value.encode("utf-8", "replace"))
    if way == 2:
        return quote(quote(value.encode("utf-8", "replace")))
    return quote(value.encode("utf-8", "replace"), safe="")


def _noise(chance: random.Random) -> str:
    signs = "mainSearchCriteria.v.c=&?#%+ <>\"'`\\/;:0123456789\x00\x7f\u00e9\u202e\ud83e\ud800"
    return "".join(chance.choice(signs) for _ in range(chance.choice((0, 3, 40, 400))))
