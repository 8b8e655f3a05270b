"""The extended project as the values that its site consists of."""

from collections.abc import Callable

import pytest

from kb_build.site.manifest import generate
from kb_build.site.page import Manifest
from tests.building import SITE_URL
from tests.conftest import EXTENSION, contents


@pytest.fixture(scope="session")
def manifest_of(assemble) -> Callable[..., Manifest]:
    """Return a function that lists all pages and files of the extended project.

    It takes files laid over it, by path, whether to show drafts, and settings.
    """

    def make(changed=None, *, drafts=False, **settings) -> Manifest:
        files = {**contents(EXTENSION), **(changed or {})}
        project = assemble(files, **{"site_url": SITE_URL, **settings})
        return generate(project, drafts=drafts)

    return make


@pytest.fixture(scope="session")
def manifest(manifest_of) -> Manifest:
    """The site of the extended project, without its drafts."""
    return manifest_of()
