"""A stamp changes nothing but itself."""

import pytest

from kb_build.content.authoring import stamped
from kb_build.errors import KbError

DIGESTS = {"title": "00000000", "lesson": "11111111"}
NEW = 'source_revision:\n  title: "00000000"\n  lesson: "11111111"'


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("key", ["source_revision", '"source_revision"', "'source_revision'"])
def test_only_the_bytes_of_the_stamp_differ(key, mark, line_end):
    template = (
        "---\n\n# first\ntitle: x  # kept\n\nSTAMP\n# after the stamp\n\nsummary: y\n"
        "\n---\n\nText.\n\n---\n"
    )
    old = template.replace("STAMP", f'{key}:\n  title: "aaaaaaaa"')
    written = (mark + template.replace("STAMP", NEW)).replace("\n", line_end).encode()
    assert stamped((mark + old).replace("\n", line_end).encode(), DIGESTS) == written


def test_a_first_stamp_goes_to_the_end_of_the_front_matter():
    assert stamped(b"---\ntitle: x\n---\nText.", DIGESTS) == (
        f"---\ntitle: x\n{NEW}\n---\nText.".encode()
    )


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"text", b"---\na: b: c\n---\n", b"\xe8"])
def test_a_file_with_faults_is_not_stamped(data):
    with pytest.raises(KbError, match="cannot be stamped"):
        stamped(data, DIGESTS)
