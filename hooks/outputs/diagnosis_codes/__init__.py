"""How another system finds the page for a diagnosis: a file for each code, and what /connect/ knows."""
