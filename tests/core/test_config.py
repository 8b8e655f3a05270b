"""What `mkdocs.yml` may say under `extra.kb`, and what is said about mistakes in it."""

import pytest

from kb_build import config
from kb_build.errors import KbError

GOOD = "languages: [it, es, el]"


@pytest.fixture
def load(tmp_path):
    """Write `mkdocs.yml` (or other files) and load it."""

    def run(text, **others):
        (tmp_path / "mkdocs.yml").write_text(text)
        for name, content in others.items():
            (tmp_path / f"{name}.yml").write_text(content)
        return config.load(tmp_path / "mkdocs.yml")

    return run


def kb(*lines):
    return "\n    ".join(["extra:\n  kb:", *lines]) + "\n"


def test_settings_have_defaults_and_places(load, tmp_path):
    settings = load(kb(GOOD))
    assert settings.languages == ("it", "es", "el")
    assert settings.sections == ("situation", "response", "outcome", "lesson")
    assert settings.page_size == 50
    assert settings.site_url == ""
    assert settings.root == tmp_path.resolve()
    assert settings.config_file == tmp_path.resolve() / "mkdocs.yml"
    assert settings.work_dir == tmp_path.resolve() / ".kb"


def test_every_setting_can_be_set(load):
    settings = load(
        "site_url: https://example.org/kb\n"
        + kb("languages: [pt-BR, zh-Hant]", "sections: []", "page_size: 7")
    )
    assert settings.languages == ("pt-BR", "zh-Hant")
    assert settings.sections == ()
    assert settings.page_size == 7
    assert settings.site_url == "https://example.org/kb/"


def test_inherited_settings_are_followed_and_may_be_replaced(load):
    settings = load(
        "INHERIT: base.yml\n" + kb("page_size: 7"),
        base="site_url: https://example.org/\n" + kb(GOOD, "page_size: 50"),
    )
    assert settings.languages == ("it", "es", "el")
    assert settings.page_size == 7
    assert settings.site_url == "https://example.org/"


@pytest.mark.parametrize("theme", ["material", "{name: material}", "~"])
def test_every_way_to_name_the_theme_is_accepted(load, theme):
    assert load(f"theme: {theme}\n" + kb(GOOD)).languages == ("it", "es", "el")


@pytest.mark.parametrize(
    ("lines", "message", "hint"),
    [
        (["langages: [it]"], "extra.kb.langages is not a setting", "did you mean languages?"),
        ([GOOD, "pagesize: 5"], "extra.kb.pagesize is not a setting", "did you mean page_size?"),
        (
            [GOOD, "zzz: 5"],
            "extra.kb.zzz is not a setting",
            "there are languages, sections, page_size",
        ),
        ([GOOD, "root: /"], "extra.kb.root is not a setting", "delete that line"),
        (["page_size: 5"], "extra.kb.languages: is missing", ""),
        (["languages: it"], "extra.kb.languages: must be a list, such as [it, es, el]", ""),
        (["languages: []"], "extra.kb.languages: must name at least one", ""),
        (["languages: [it, no]"], "extra.kb.languages.1: must be a text; put it in quotes", ""),
        (
            ["languages: [it, italiano]"],
            "extra.kb.languages: 'italiano' is not a language tag such as it or pt-BR",
            "",
        ),
        (
            ["languages: [pt_BR]"],
            "extra.kb.languages: 'pt_BR' is not a language tag such as it or pt-BR",
            "",
        ),
        (["languages: [it, it]"], "extra.kb.languages: a language is listed twice", ""),
        (
            [GOOD, "sections: [situation, moral]"],
            "extra.kb.sections: 'moral' is not a section; there are " + ", ".join(config.SECTIONS),
            "",
        ),
        (
            [GOOD, "page_size: 0"],
            "extra.kb.page_size: Input should be greater than or equal to 1",
            "",
        ),
        ([GOOD, "page_size: many"], "extra.kb.page_size: must be a whole number", ""),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_write_instead(load, tmp_path, lines, message, hint):
    with pytest.raises(KbError) as caught:
        load(kb(*lines))
    assert caught.value.message == f"{tmp_path / 'mkdocs.yml'}: {message}"
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "has no settings under extra.kb"),
        ("extra:\n  kb:\n", "has no settings under extra.kb"),
        ("extra: 3\n", "has no settings under extra.kb"),
        ("- a list\n", "holds no settings"),
        ("3\n", "holds no settings"),
        ("one sentence\n", "holds no settings"),
        ("extra: [\n", "line 2, column 1"),
        ("extra:\n\tkb:\n", "cannot be read"),
        ("a: !!python/name:no.such\n", "cannot be read"),
        ("INHERIT: gone.yml\n", "gone.yml"),
        ("INHERIT: mkdocs.yml\n", "INHERIT leads back"),
        ("INHERIT: [a, b]\n", "holds no settings"),
    ],
)
def test_a_file_without_settings_is_refused_with_one_sentence(load, text, said):
    with pytest.raises(KbError) as caught:
        load(text)
    assert "mkdocs.yml" in caught.value.message
    assert said in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme: {palette: {scheme: default}}\n", "theme.palette: must be a list"),
        ("theme: {palette: [{scheme: default}]}\n", "and a toggle"),
        ("theme: {palette: [{scheme: blue, toggle: {icon: x}}]}\n", "default, slate"),
        ("theme: {palette: [{toggle: {icon: x}}]}\n", "theme.palette"),
        ("theme: {palette: [{scheme: slate, toggle: {}}]}\n", "which has an icon"),
        ("theme: {palette: 3}\n", "theme.palette"),
        ("theme: {favicon: [a]}\n", "theme.favicon: must be a text"),
        ("extra_css: a.css\n", "extra_css: must be a list of texts"),
        ("extra_css: 3\n", "extra_css"),
        ("extra_css: [{a: b}]\n", "extra_css"),
        ("markdown_extensions: tables\n", "markdown_extensions: must be a list"),
        ("markdown_extensions: [{tables: 3}]\n", "markdown_extensions"),
        ("site_url: [x]\n", "site_url: must be a text"),
        ("x: 2013-02-30\n", "cannot be read: day is out of range"),
        ("x: !!bool maybe\n", "cannot be read"),
        ("x: !!timestamp x\n", "cannot be read"),
        ("x: &a [*a]\n", "neither text"),
        ("1: x\n", "neither text"),
    ],
)
def test_another_shape_of_the_rest_of_the_file_is_refused(load, text, said):
    with pytest.raises(KbError) as caught:
        load(text + kb(GOOD))
    assert "mkdocs.yml" in caught.value.message
    assert said in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "address", ["https://a.b", "http://a.b:8000/k", "https://παράδειγμα.gr/k/"]
)
def test_an_address_of_a_site_ends_with_a_slash(load, address):
    assert load(f"site_url: {address}\n" + kb(GOOD)).site_url == address.rstrip("/") + "/"


@pytest.mark.parametrize(
    "address",
    [
        *("https://[", "https://", "http:///x", "https://a:99999/", "ftp://a.b/", "a.b"),
        *(
            'https://a.b/"><script>x</script>/',
            "https://a.b/'x",
            "https://a.b/x y",
            "https://a.b\\c",
        ),
        *("https://a.b/\nAllow: /", "https://a.b/\u202ex", "https://a.b/#x", "https://a.b/?x"),
    ],
)
def test_an_address_that_would_not_stay_one_in_a_page_is_refused(tmp_path, address):
    (tmp_path / "mkdocs.yml").write_text(kb(GOOD))
    with pytest.raises(KbError, match="is not the address of a site"):
        config.load(tmp_path / "mkdocs.yml", address)


def test_a_missing_file_is_named_with_a_way_out(tmp_path):
    with pytest.raises(KbError) as caught:
        config.load(tmp_path / "gone.yml")
    assert caught.value.message == f"there is no {tmp_path / 'gone.yml'}"
    assert "--config-file" in caught.value.hint


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "mkdocs.yml").write_bytes(b"site_name: Perch\xe8\n")
    with pytest.raises(KbError, match="cannot be read"):
        config.load(tmp_path / "mkdocs.yml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(KbError, match="cannot be read"):
        config.load(tmp_path)
