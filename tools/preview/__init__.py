"""Turns drawings into bitmaps: link previews and icons. Never imports MkDocs."""
