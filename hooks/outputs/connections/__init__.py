"""How another system finds the page for a diagnosis: a file for each code, and what /connect/ knows.

Everything is made from the register of diagnosis codes. Nothing here knows MkDocs;
`hooks/write_connections.py` does.
"""
