"""Are these two Indonesian names the same person's?

Old and new spelling, short forms, titles, missing clan names and single names are one name
written differently. A name is folded to sounds, token by token; a token with more than one
plausible reading (old j is y, old ch is kh or c) keeps them all, and the best pair counts.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Ratio = Callable[[str, str], float]

CLEAR_FROM = 0.92
UNCLEAR_FROM = 0.75


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _these(
    "bpk bapak bp pak ibu bu sdr sdri sdra tn ny nn h hj haji hajjah hajah alm almh almarhum "
    "almarhumah ust ustad ustadz ustadzah kh ky kyai dr drs dra drg ir prof pdt"
)
_KINSHIP_LINKS = _these("bin binti bt bte al")
_DEGREES = _these(
    "sh mh spd mpd se mm msi ssi st mt skep ners skm mkes sag mag ssos sip spsi mpsi amd "
    "amdkeb strkeb sstp skom mkom spdi spsd mkn psikolog lc ma ba"
)
_SHORT_FORMS = {
    "m": "muhamad", "md": "muhamad", "mh": "muhamad", "mhd": "muhamad", "moh": "muhamad",
    "mohd": "muhamad", "muh": "muhamad", "muhd": "muhamad", "moch": "muhamad", "much": "muhamad",
    "mohamad": "muhamad", "mohamed": "muhamad", "muhamed": "muhamad", "muhamat": "muhamad",
    "mohamat": "muhamad", "st": "siti", "sti": "siti", "abd": "abdul", "abdl": "abdul",
}  # fmt: skip
_COMMON = frozenset({"muhamat", "siti", "nur", "abdul", "ahmat", "sri"})
_CLANS = _these(
    "siregar harahap nasution lubis hasibuan ritonga rambe dalimunte daulay pane pohan tanjung "
    "simanjuntak sinaga simbolon situmorang sitorus sihombing manurung nababan panjaitan "
    "pasaribu purba saragi damanik sitompul tambunan hutagalung hutabarat munte nainggolan "
    "gultom marpaung butarbutar sagala samosir silalahi tampubolon ginting sembiring tarigan "
    "karokaro batubara matondang rangkuti parinduri hutasuhut"
)

_OLD_MARKS = re.compile("oe|tj|dj|nj|sj")
_FOLDS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tj", "c"), ("dj|dz|ts?z|zh", "j"), ("nj", "ny"), ("sj|sy|sh|ts", "s"), ("kh", "h"),
        ("dh", "d"), ("th", "t"), ("bh", "b"), ("gh", "g"), ("ph|f|v", "p"), ("ck|q", "k"),
        ("x", "ks"), ("z", "j"), ("oe|oo|ou", "u"), ("ee|ie", "i"),
        ("(?<=[aeiou])y(?=[^aeiou]|e|$)", "i"), ("(?<=[^aeiou])y(?=[^aeiou]|$)", "i"),
        ("iy(?=[aeiou])", "i"), ("aie", "ai"),
        (r"(.)\1+", r"\1"), ("(?<=[aeiou])h$", ""), ("(?<=.)b$", "p"), ("(?<=.)d$", "t"),
        ("(?<=.)g(?<!ng)$", "k"),
    )
)  # fmt: skip
_INITIAL = 0.7
_LONGEST_SHORT = 4
_SHORT_CAP = 0.7
_JOINED = 0.97
_LEFT_OVER = 0.25


class Match(StrEnum):
    """What a similarity means: the same, perhaps, or somebody else."""

    CLEAR = "clear"
    UNCLEAR = "unclear"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a name: every reading of its sound, and how much it tells."""

    readings: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class PreparedName:
    """A name folded once, to be compared often. Holds what the name tells: treat it as one."""

    tokens: tuple[Token, ...]
    joined: str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate's place in the list given, with its similarity from 0 to 1."""

    index: int
    score: float


def indel_ratio(left: str, right: str) -> float:
    """How alike are two words, from 0 to 1?

    Twice the longest common subsequence over both lengths; symmetric.

    Source: Levenshtein 1966, insertions and deletions only.
    """
    if not left and not right:
        return 1.0
    row = [0] * (len(right) + 1)
    for letter in left:
        diagonal = 0
        for place, other in enumerate(right, start=1):
            kept = row[place]
            row[place] = diagonal + 1 if letter == other else max(kept, row[place - 1])
            diagonal = kept
    return 2 * row[-1] / (len(left) + len(right))


def normalise(name: str) -> tuple[str, ...]:
    """Which sounds make up this name?

    One folded token for each part, titles, degrees and bin/binti left out. Where a token has
    several readings, the likeliest. A name of titles alone keeps them.

    Source: Ejaan van Ophuijsen 1901, Soewandi 1947, Ejaan Yang Disempurnakan 1972.
    """
    return tuple(token.readings[0] for token in prepare(name).tokens)


def prepare(name: str) -> PreparedName:
    """What has to be known of a name to compare it with many others?

    Source: as `normalise`.
    """
    parts = _parts(name)
    return PreparedName(tuple(map(_token, parts)), _token("".join(parts)).readings[0])


def _parts(name: str) -> list[str]:
    before, *after = _plain(name).split(",")
    parts = _words(before)
    for behind in after:
        if behind.replace(".", "").replace(" ", "") not in _DEGREES:
            parts += _words(behind)
    telling = [part for part in parts if part not in _TITLES and part not in _KINSHIP_LINKS]
    return _expanded(telling or parts)


def _plain(name: str) -> str:
    flat = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def _words(text: str) -> list[str]:
    joined = re.sub(r"['’`ʼ‘]", "", text)
    return re.findall(r"[^\W\d_]+", joined)


def _expanded(parts: list[str]) -> list[str]:
    """Spell out `M.`, `Moh.`, `St.` where another part follows; elsewhere they are initials."""
    return [
        _SHORT_FORMS.get(part, part) if place + 1 < len(parts) or len(part) > 3 else part
        for place, part in enumerate(parts)
    ]


def _token(part: str) -> Token:
    readings = tuple(dict.fromkeys(_fold(spelling) for spelling in _spellings(part)))
    return Token(readings, _weight(readings[0]))


def _spellings(part: str) -> list[str]:
    """The likeliest modern spelling first: j beside another old mark is y."""
    old = bool(_OLD_MARKS.search(part))
    as_y = re.sub("(?<![tdns])j", "y", part)
    spellings = [as_y, part] if old else [part, as_y]
    if "ch" in part:
        spellings = [s.replace("ch", sound) for sound in ("kh", "c") for s in spellings]
    return spellings


def _fold(spelling: str) -> str:
    folded = spelling
    for pattern, sound in _FOLDS:
        folded = pattern.sub(sound, folded)
    return _RESPELLED.get(folded, folded)


_RESPELLED = {
    "mohamat": "muhamat", "muhamet": "muhamat", "mohamet": "muhamat", "sitti": "siti",
    "ahmet": "ahmat",
}  # fmt: skip


def _weight(reading: str) -> float:
    length = float(min(len(reading), 8))
    if reading in _COMMON:
        return length * 0.4
    return length * 0.5 if reading in _CLANS else length


def similarity(left: str, right: str, *, ratio: Ratio = indel_ratio) -> float:
    """How likely are two written names one name, from 0 to 1?

    Symmetric; 1 for a name and itself; 0 where one side holds no letter. `ratio` compares two
    words, 0 to 1 (`rapidfuzz.distance.Indel.normalized_similarity` gives the same numbers faster).

    Source: pairs of old and new spelling; `normalise`.
    """
    return similarity_of(prepare(left), prepare(right), ratio=ratio)


def similarity_of(left: PreparedName, right: PreparedName, *, ratio: Ratio = indel_ratio) -> float:
    """How likely are two prepared names one name, from 0 to 1?

    Source: as `similarity`.
    """
    if not left.tokens or not right.tokens:
        return 0.0
    shorter, longer = sorted((left, right), key=_order)
    score = _aligned(shorter.tokens, longer.tokens, ratio)
    if len(shorter.tokens) != len(longer.tokens):
        score = max(score, _run_together(shorter.joined, longer.joined, ratio))
    return score


def _order(name: PreparedName) -> tuple[int, tuple[tuple[str, ...], ...]]:
    return len(name.tokens), tuple(token.readings for token in name.tokens)


def _run_together(left: str, right: str, ratio: Ratio) -> float:
    """`Nur Haliza` is `Nurhaliza`: compare the whole, where one side has fewer parts."""
    whole = ratio(min(left, right), max(left, right))
    return whole * _JOINED if whole >= CLEAR_FROM else 0.0


def _aligned(few: Sequence[Token], many: Sequence[Token], ratio: Ratio) -> float:
    """Pair every token of the shorter name, best pairs first; what is left over weighs little."""
    pairs = sorted(
        (-_alike(one, other, ratio), row, column)
        for row, one in enumerate(few)
        for column, other in enumerate(many)
    )
    rows: set[int] = set()
    columns: set[int] = set()
    got = possible = 0.0
    for negative, row, column in pairs:
        if row in rows or column in columns:
            continue
        rows.add(row)
        columns.add(column)
        weight = max(few[row].weight, many[column].weight)
        got, possible = got - negative * weight, possible + weight
    spare = sum(token.weight for column, token in enumerate(many) if column not in columns)
    return got / (possible + _LEFT_OVER * spare)


def _alike(left: Token, right: Token, ratio: Ratio) -> float:
    return max(_sound_alike(a, b, ratio) for a in left.readings for b in right.readings)


def _sound_alike(left: str, right: str, ratio: Ratio) -> float:
    if left == right:
        return 1.0
    shorter = min(len(left), len(right))
    if shorter == 1:
        return _INITIAL if left[0] == right[0] else 0.0
    alike = ratio(min(left, right), max(left, right))
    return min(alike, _SHORT_CAP) if shorter <= _LONGEST_SHORT else alike


def read_match(score: float) -> Match:
    """Is this similarity a clear match, an unclear one that a person must look at, or none?

    Source: practice; thresholds set on pairs of old and new spelling, to be confirmed by the unit.
    """
    if score >= CLEAR_FROM:
        return Match.CLEAR
    return Match.UNCLEAR if score >= UNCLEAR_FROM else Match.NONE


def rank(
    query: str,
    candidates: Iterable[str],
    *,
    ratio: Ratio = indel_ratio,
    least: float = 0.5,
    most: int = 20,
) -> tuple[Ranked, ...]:
    """Which of these names are most like the one searched for?

    Best first, ties in the order given; below `least` nothing is listed, and no more than `most`.

    Source: as `similarity`; people decide, the list only orders.
    """
    return rank_prepared(
        prepare(query), (prepare(name) for name in candidates), ratio=ratio, least=least, most=most
    )


def rank_prepared(
    query: PreparedName,
    candidates: Iterable[PreparedName],
    *,
    ratio: Ratio = indel_ratio,
    least: float = 0.5,
    most: int = 20,
) -> tuple[Ranked, ...]:
    """Which of these prepared names are most like the one searched for?

    Source: as `rank`.
    """
    scored = (
        Ranked(index, similarity_of(query, name, ratio=ratio))
        for index, name in enumerate(candidates)
    )
    kept = [ranked for ranked in scored if ranked.score >= least]
    return tuple(sorted(kept, key=lambda ranked: (-ranked.score, ranked.index))[:most])
