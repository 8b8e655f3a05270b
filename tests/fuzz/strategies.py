"""Texts in which the two parsers of Markdown could disagree."""

from hypothesis import strategies as st

_INLINE = (
    *"*_`[]()<>!#&|-\\\"':;=+~{} \t",
    *("parola", "Ω", "è", "1.", "](", "![", "][", "&lt;", "&#58;", "&quot;", "[TOC]", "  "),
    *(
        "http://",
        "https://[",
        "//a",
        "x@y.z",
        "mailto:",
        "<![ciao]",
        "\\[",
        "\\`",
        "``",
        "**",
        "__",
    ),
    *("[x](index.md)", "![x](../assets/ninja.svg)", "![x](https://a.b/p.png)", "[x](no.md)"),
    *("<https://a.b>", "<a@b.c>", "[x](#parola)", "[x](<index.md>)", '[x](index.md "t")', "`c`"),
    *("[x](index.md 't", "[a]: b", "<b>", "{.a #b}", "sources", "|a|b|", "*a **b*", "a_b_c"),
)
_STARTS = (
    *("", "", "", "    ", "  ", "\t", "- ", "* ", "1. ", "> ", "> > ", "- > ", "   - ", "      "),
    *(
        "# ",
        "## ",
        "### ",
        " ## ",
        "#",
        "~~~",
        "```",
        "~~~~ a b c",
        "``` {.text .mermaid #sources}",
    ),
    *("---", "===", "|-|-|", "* * *", "[a]: ", "  ~~~", "- ~~~", "> ```"),
)
line = st.tuples(
    st.sampled_from(_STARTS), st.lists(st.sampled_from(_INLINE), max_size=6).map("".join)
).map("".join)
body = st.lists(line, max_size=10).map("\n".join)
"""A Markdown text of up to ten lines."""
