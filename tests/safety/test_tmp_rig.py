from tests.safety.test_access_matrix import visitors, walk
def test_mine(visitors):
    found = walk(visitors, lambda route: route is not None and any(w in route.name for w in ("office:right","office:retention","office:hold")))
    assert not found, "\n"+"\n".join(found)
