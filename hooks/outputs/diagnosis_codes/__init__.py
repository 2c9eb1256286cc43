"""How another system finds the page for a diagnosis: a file for each code, and the data of /connect/."""
