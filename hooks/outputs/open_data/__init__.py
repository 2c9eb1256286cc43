"""The stretches as data for other systems: `exercises.json` and its schema.

Everything comes from the checked and rendered pages, so that the file and the pages cannot disagree.
"""
