"""The stretches as data for other systems: a file, and the schema that it is promised to keep.

Everything comes from the checked pages and from what was built of them, so that the file and the pages cannot
say different things. Nothing here knows MkDocs; `hooks/write_open_data.py` gives it the pages.
"""
