"""What a page says in the words of schema.org, for search engines, assistants and health records.

Everything is made from the front matter and the data files that the page itself is made from, and nothing is
claimed that the page does not show.
"""
