"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.entry import Entry, anyone

PUBLIC: Final[Mapping[str, Entry]] = {
    "robots": anyone("search engines ask before anyone"),
    "favicon": anyone("browsers ask for it unseen"),
    "public:home": anyone("help numbers and the way to report"),
    "public:report": anyone("reporting must need nothing", "GET", "POST", scope="what is sent"),
    "public:track": anyone("reporters have no account", "GET", "POST", scope="by report code"),
    "public:help": anyone("whom to call"),
    "public:promise": anyone("what a reporter must know first"),
    "public:traces": anyone("how to remove a visit from a phone"),
    "public:leaving": anyone("what quick exit does"),
    "public:accessibility": anyone("what works for whom, and what does not yet"),
    "public:parenting": anyone("parenting help by age"),
    "public:figures": anyone("what was released, safe to show"),
    "public:release": anyone("one release, safe to show", scope="published"),
    "public:release_csv": anyone("open data of a release", scope="published"),
    "public:release_json": anyone("open data of a release", scope="published"),
    "public:release_described": anyone("a release for data catalogues", scope="published"),
    "public:innovations": anyone("the innovation record is public"),
    "public:innovation": anyone("the innovation record is public", scope="published"),
    "public:components": anyone("the look with sample words; 404 where people are real"),
    "public:frame": anyone("base templates with sample words; 404 where people are real"),
}
