"""Driving Chromium: how it starts, and what every page must hold in a real browser."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SMALLEST_TARGET = 44
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Only what is told is sent back: all that passed is long, and costs as much as the looking.
RUN_AXE = """options => axe.run(options).then(found => found.violations.map(
    one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`))"""
# Controls smaller than the target: links inside sentences are exempt (WCAG 2.5.8).
SMALL = """() => [...document.querySelectorAll(
    'button, .btn, .act, .exit, .choice label, .dial a, .ways a, .nav a, .foot--office a, ' +
    '.tomenu, input, select')]
  .filter(e => e.getClientRects().length)
  .filter(e => !e.closest('.vh, .choice') || e.tagName === 'LABEL')
  .filter(e => e.type !== 'hidden')
  .filter(e => e.getBoundingClientRect().height < %d)
  .map(e => e.outerHTML.slice(0, 90))"""
CLIPPED = """() => [...document.querySelectorAll('main *')]
  .filter(e => !e.closest('.scroll, .hero__w, svg') && e.scrollWidth > e.clientWidth + 1
    && getComputedStyle(e).overflowX === 'hidden' && !e.classList.contains('vh'))
  .map(e => e.outerHTML.slice(0, 90))"""


@contextmanager
def chromium_at(path: str) -> Iterator[Browser]:
    """A running browser. Its loop runs in this thread, so Django must be told that it may."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=path, args=list(QUIET))
        yield found
        found.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def axe_faults(page: Page, rules: Mapping[str, object] = RULES) -> list[str]:
    """What axe-core finds: rule and element."""
    if not page.evaluate("!!window.axe"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE, {**rules, "resultTypes": ["violations"]})
    return found


def layout_faults(page: Page, width: int) -> list[str]:
    """Sideways scrolling, clipped content, targets that are too small."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    faults = [f"scrolls sideways: {wide} > {width}"] if wide > width else []
    faults += [f"clipped: {e}" for e in page.evaluate(CLIPPED)]
    return faults + [f"small target: {e}" for e in page.evaluate(SMALL % SMALLEST_TARGET)]
