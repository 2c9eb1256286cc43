"""The contract, as data: what each page must contain, and the rules and diagnostics for what is wrong.

Imports none of the other packages.
"""
