"""The only place that knows MkDocs, Material and Python-Markdown."""
