"""Somebody without a mouse: everything that a visitor does, with the keyboard alone."""

from datetime import date

from playwright.sync_api import Locator

from tests.story.visitor import Visitor

MOST_TABS = 400
FOCUSED = "e => e === document.activeElement"
GROUP_FOCUSED = "e => e.name === document.activeElement?.name && e.type === 'radio'"


class Typist(Visitor):
    """A visitor who reaches everything by Tab, and acts by Enter, Space, arrows and letters."""

    def _reach(self, wanted: Locator, when: str = FOCUSED) -> None:
        """Tab until the thing has the focus; what cannot be reached so is a fault."""
        wanted.wait_for(state="attached")
        for _ in range(MOST_TABS):
            if wanted.evaluate(when):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reached {wanted} at {self.address}")

    def _activate(self, what: Locator) -> None:
        """Reach it and press Enter; then another page, or another place on it, is there."""
        self._reach(what)
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press("Enter")

    def fill(self, label: str, text: str) -> None:
        """Write into the field of this label; a day is given as ISO says it."""
        field = self.page.get_by_label(label).filter(visible=True).first
        self._reach(field)
        if field.get_attribute("type") == "date":
            self._write_day(field, date.fromisoformat(text))
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def _write_day(self, field: Locator, day: date) -> None:
        for order in ("%m%d%Y", "%d%m%Y"):  # the browser's own language decides which
            self._reach(field)
            self.page.keyboard.type(day.strftime(order))
            if field.input_value() == day.isoformat():
                return
            self.page.keyboard.press("Shift+Tab")
        raise AssertionError(f"{day} could not be typed at {self.address}")

    def pick(self, label: str, option: str) -> None:
        """Choose from the list of this label by its first letters."""
        field = self.page.get_by_label(label).first
        self._reach(field)
        self.page.keyboard.type(option)
        chosen = field.evaluate("e => e.selectedOptions[0].label")
        assert chosen.startswith(option), f"typed {option!r}, got {chosen!r} at {self.address}"

    def choose(self, question: str, answer: str) -> None:
        """Give one of the answers to a question: arrows among radios, Space on a box."""
        asked = self.page.get_by_role("group", name=question)
        label = asked.locator("label").filter(has_text=answer).first
        control = self.page.locator(f"#{label.get_attribute('for')}")
        if control.get_attribute("type") == "checkbox":
            self._check(control)
            return
        self._reach(control, GROUP_FOCUSED)
        for _ in range(asked.locator("input[type=radio]").count() + 1):
            if control.evaluate("e => e.checked && e === document.activeElement"):
                return
            alone = control.evaluate(FOCUSED)
            self.page.keyboard.press("Space" if alone else "ArrowDown")
        raise AssertionError(f"{answer!r} could not be chosen at {self.address}")

    def tick(self, label: str) -> None:
        """See to it that the box of these words is ticked."""
        self._check(self.page.get_by_label(label).first)

    def _check(self, box: Locator) -> None:
        self._reach(box)
        if not box.is_checked():
            self.page.keyboard.press("Space")
