"""An id in a closed list cannot take the address of the list itself."""

import pytest
from pydantic import TypeAdapter, ValidationError

from kb_build.content.labels import TermId


def test_no_term_is_called_index():
    ids = TypeAdapter(TermId)
    assert ids.validate_python("card-index") == "card-index"
    with pytest.raises(ValidationError, match="cannot be an id"):
        ids.validate_python("index")
