"""What the search of the browser loads, made from page values.

`entries` are the pages that can be found; `words` and `pagefind` make the index of a language from
them; `catalogue` has the facts of all cases, and `data` the other words that the scripts need.
"""
