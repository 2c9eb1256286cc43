"""What every page must hold before it is published.

This package never imports MkDocs: it reads Markdown files, compares them with the data in
`page_types` and the fields in `front_matter_fields`, and returns diagnostics. The hook file
`hooks/check_pages.py` gives it to MkDocs and to the command line.
"""
