"""Checks: one module for each family of rules, and the two that run them, for a page and for the site."""
