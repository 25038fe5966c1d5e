"""Driving Chromium: how it starts, and what every page must hold in a real browser."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
SMALLEST_TARGET = 44
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Controls smaller than the target: links inside sentences are exempt (WCAG 2.5.8).
SMALL = """() => [...document.querySelectorAll(
    'button, .btn, .act, .exit, .choice label, .dial a, .ways a, .nav a, .tomenu, input, select')]
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
    found = Axe().run(page, options=dict(rules)).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]


def layout_faults(page: Page, width: int) -> list[str]:
    """Sideways scrolling, clipped content, targets that are too small."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    faults = [f"scrolls sideways: {wide} > {width}"] if wide > width else []
    faults += [f"clipped: {e}" for e in page.evaluate(CLIPPED)]
    return faults + [f"small target: {e}" for e in page.evaluate(SMALL % SMALLEST_TARGET)]
