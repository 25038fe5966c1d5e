"""What a resident meets on /lapor."""

from tests.public_report.conftest import Phone


def test_five_questions_then_check_then_code(told: Phone) -> None:
    assert "Tangisan setiap malam" in told.text
    told.press("send")
    assert told.page.status_code == 200, told.text[:500]
    assert len(told.code()) == 17
