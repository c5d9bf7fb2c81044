"""The rules, a file a family. A rule takes the site and yields findings; its docstring states the norm."""
