"""The contract: what a page must hold, as data, and the diagnostics that say what is missing.

Imports nothing of the other packages.
"""
