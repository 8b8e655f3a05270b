"""One example is one file, see `tests.golden`; and the shells of a small project."""

from dataclasses import replace

import pytest

from kb_build import config
from tests.examples import pytest_generate_tests
from tests.render.drawing import draw

__all__ = ["pytest_generate_tests"]

ABOUT = """---
title: Chi & <b>siamo</b>
summary: Una pagina "a mano" con tutto & <di più>.
---
Vedi [il ninja](../../cases/lost-ninja.md#lesson) e ![il disegno](../assets/ninja.svg).

## Prima & *dopo*

| a | b |
|---|--:|
| `[x](../../cases/lost-ninja.md)` | [home](index.md) |

### Più piccolo `<b>`

```
due  spazi
  [x](index.md)
```

## Seconda
"""
SHORT = "---\ntitle: Breve\nsummary: Una pagina senza titoli.\n---\nSolo una riga.\n"


MKDOCS = """INHERIT: {base}
theme:
  features: [navigation.tabs, navigation.top, toc.follow]
  palette:
    - scheme: default
      toggle: {{ icon: material/weather-night, name: "" }}
    - scheme: slate
      toggle: {{ icon: material/weather-sunny, name: "" }}
extra_css: [assets/site.css]
"""
"""What the project in this repository switches on, too."""


@pytest.fixture(scope="session")
def drawn(assemble, base_project, tmp_path_factory):
    """The pages of the base project and their shells, in one language."""
    config_file = tmp_path_factory.mktemp("drawn") / "mkdocs.yml"
    config_file.write_text(MKDOCS.format(base=base_project / "mkdocs.yml"))
    files = {"docs/it/about.md": ABOUT, "docs/it/short.md": SHORT}
    project = assemble({path: text.encode() for path, text in files.items()})
    return draw(replace(project, settings=config.load(config_file)))
