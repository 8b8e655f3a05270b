"""What the search of the browser loads, made from page values.

`entries` are the pages that can be found; `words`, `postings`, `chunks` and `index` make the index
of a language from them, `batch` those of all. `catalogue` has the facts of all cases, and `data`
the other words that the scripts need.
"""
