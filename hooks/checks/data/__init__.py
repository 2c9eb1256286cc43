"""The data files and shared texts of the pages, read and checked in one go."""
