"""Random inputs for the tests of the core, the same in every run."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

steady = settings(
    derandomize=True,
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
"""What every property is tested with."""

decoded = st.characters(codec="utf-8", exclude_characters="\r")
"""What a text may consist of after `files.decode`."""

_PIECES = [
    *"*_`[]()<>!#&|-\\\"':;=+~ \n\t",
    *("a", "Ω", "è", "1.", "\n\n", "\n    ", "\n## ", "\n> ", "\n- ", "\n---\n", "\n```\n"),
    *("](", "![", "][", "[a]: ", "<b>", "</", "<!--", "-->", "<script>", "<svg/onload=x>"),
    *("javascript:", "JAVA", "data:", "http://", "mailto:", "//a", "x@y.z", "onclick=x"),
    *("&#106;", "&#x6a;", "&colon;", "&Tab;", "&lt;", "&amp;", "\x01", "\x02", "\x03", "\u2028"),
    *("|a|b|\n|-|:-|\n|", "[TOC]", "{#a .b onclick=x}", "wzxhzdk:0", "klzzwxh:0000"),
]

markdown = st.lists(st.sampled_from(_PIECES) | st.text(decoded, max_size=3), max_size=40).map(
    "".join
)
"""Texts in which much could be Markdown, HTML or a dangerous link."""

any_text = st.text(st.characters(exclude_categories=[]), max_size=30)
"""Texts that may even hold lone surrogates, as names of files do."""
