import pytest
from tests.everywhere import test_every_page as t
from pabolo.rules.vocabulary import Role
from tests.browsing import chromium_at
from tests.everywhere.world import furnish, addresses
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS=("office:right","office:retention","office:hold","office:rights")
@pytest.mark.timeout(900)
def test_mine(live_server, chromium):
    named=furnish()
    with chromium_at(chromium) as browser:
        tour=t.Tour({role: t.stroll(browser, live_server, role) for role in (None,*Role)})
        for route, entry in t.matrix():
            if not any(w in route.name for w in WORDS) and route.name!="office:figures" : continue
            who=[None] if entry.who is None else sorted(entry.who)
            for name,paths in addresses(route,named):
                tour.visit(name,paths,who)
                for i,path in enumerate(paths[:2]):
                    for role in who:
                        w=tour.walks[role]
                        if w.client.get(path).status_code!=200: continue
                        for width in (360,1280):
                            w.page.set_viewport_size({"width":width,"height":900})
                            w.page.goto(live_server.url+path)
                            w.page.screenshot(path=f"/tmp/rigpics/{name.split(':')[-1]}-{i}-{width}.png",full_page=True)
                        break
        tour.end()
    assert not tour.faults, "\n".join(tour.faults)
