"""Reading: Markdown, front matter and data files as objects that know their lines."""
