"""The glossary is complete: it is the only bridge between the code's words and the screens'."""

from pabolo.doors.command.glossary import faults, rows


def test_every_model_and_every_word_of_the_rules_has_a_row() -> None:
    assert faults() == []


def test_a_row_is_read_as_it_is_written() -> None:
    text = "| `cases.Case` | Kasus | one child's file | ticket |\n| plain | x |\n"
    assert rows(text) == {"cases.Case": "Kasus"}
