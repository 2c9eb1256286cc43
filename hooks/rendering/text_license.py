"""The license of the text and the drawings; its full text is in LICENSE-TEXT."""

from __future__ import annotations

TEXT_LICENSE = "CC BY 4.0"
TEXT_LICENSE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
