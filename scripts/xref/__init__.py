"""What the site's text says: its pages, links, citations and front matter, and what must hold between them."""
