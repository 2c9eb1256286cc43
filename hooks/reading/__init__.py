"""Reads Markdown, front matter and data files into objects that know their line numbers."""
