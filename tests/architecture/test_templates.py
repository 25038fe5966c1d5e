"""Templates keep the content policy."""

import pytest

from pabolo.doors.command.templates import all_faults, faults


def test_no_template_has_anything_inline_or_from_elsewhere() -> None:
    assert all_faults() == []


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color:red">',
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/a.png">',
        '<link rel="stylesheet" href="//elsewhere.example/a.css">',
    ],
)
def test_a_planted_fault_is_told(planted: str) -> None:
    assert faults(planted)


@pytest.mark.parametrize(
    "fine",
    [
        '<script src="/static/a.js" defer></script>',
        '<a href="https://peraturan.example/uu">UU</a>',
        "<p>the style = calm</p>",
    ],
)
def test_what_is_fine_is_let_be(fine: str) -> None:
    assert faults(fine) == []
