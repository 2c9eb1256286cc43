"""Outputs: what the build writes beside the pages."""
