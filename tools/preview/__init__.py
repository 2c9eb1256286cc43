"""Turns drawings into the pictures that need pixels: link previews and icons. Never imports MkDocs."""
