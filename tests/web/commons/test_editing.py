"""Two people at one record: the second one is told, and nothing of theirs is stored."""

import pytest
from django.db import models
from tests.web.commons.conftest import Cast

from clusteratlas_web.foundation.editing import Changed, Versioned, lock, save_next


def test_the_second_of_two_is_refused(cast: Cast) -> None:
    assert isinstance(cast.valley, Versioned)
    assert isinstance(cast.valley, models.Model)
    seen = cast.valley.version
    first = lock(cast.valley, seen)
    first.about = "Optics"
    save_next(first)
    with pytest.raises(Changed) as refused:
        lock(cast.valley, seen)
    assert refused.value.status == 409
    assert (lock(cast.valley).about, lock(cast.valley, seen + 1).version) == ("Optics", seen + 1)
