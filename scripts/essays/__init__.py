"""A series of cited essays: its schema, its citations and records, its rules, and what templates see of its pages."""
