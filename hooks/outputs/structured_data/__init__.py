"""What a page says in terms of schema.org, for search engines, assistants and health records.

Everything comes from the front matter and the data files that the page itself is made from, and nothing is
claimed that the page does not show.
"""
