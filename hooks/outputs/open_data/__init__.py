"""The stretches as data for other systems: `exercises.json`, and the schema that it keeps to.

Everything comes from the checked pages and from what was built of them, so that the file and the pages cannot
say different things.
"""
