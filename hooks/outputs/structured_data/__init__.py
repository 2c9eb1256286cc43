"""What a page says in the words of schema.org, for machines: search engines, assistants, health records.

Everything is made from the front matter and the registers that the page itself is made from, and nothing
is said that the page does not show. Nothing here knows MkDocs; `hooks/add_structured_data.py` does.
"""
