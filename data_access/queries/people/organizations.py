"""Which organizations can a form name, which may this person publish for, and which look like a new one?"""

from collections.abc import Iterable

from rapidfuzz import fuzz
from sqlmodel import col, select

from data_access.models import Organization
from data_access.store.engine import reading
from domain.people.permissions import Actor, Verb, may
from domain.records.own_work import KnownOrganization
from domain.search.words import folded
from domain.vocabulary import OrganizationKind

#: From this likeness on, 0 to 100, two names may mean one organization: for whoever adds one, and for stewards who look
#: for those that are here twice. "Ministry of Health" and "Ministry of Labour"
#: have 76, two orders of the words of one human rights commission 98, a slip of one letter 97.
ALIKE = 82.0
#: A name with fewer letters is compared as a whole, since it stands within many others.
_SHORT = 5
#: Words that name nothing.
_JOINING = frozenset({"of", "the", "for", "and", "on", "in", "de", "des", "y"})


def known_organizations() -> tuple[KnownOrganization, ...]:
    """All organizations that can be named, by name; those merged into another are left out."""
    with reading() as session:
        rows = session.exec(select(Organization).where(Organization.merged_into == "").order_by(col(Organization.name)))
        return tuple(KnownOrganization(row.code, row.name, row.kind, row.iso3) for row in rows)


def merged_organizations() -> dict[str, str]:
    """Of each organization that was merged into another, the code of the one that stands for it."""
    with reading() as session:
        rows = session.exec(
            select(Organization.code, Organization.merged_into).where(Organization.merged_into != "")
        ).all()
    into = dict(rows)

    def last(code: str) -> str:
        seen: set[str] = set()
        while code in into and code not in seen:
            seen.add(code)
            code = into[code]
        return code

    return {code: last(code) for code in into}


def publishers_for(actor: Actor, verb: Verb, among: Iterable[KnownOrganization]) -> tuple[KnownOrganization, ...]:
    """The organizations for which the actor may use the verb, in the order given."""
    return tuple(
        one
        for one in among
        if may(actor, verb, organization=one.code, iso3=one.iso3 if one.kind is OrganizationKind.STATE else None)
    )


def similar_organizations(
    name: str, among: Iterable[KnownOrganization], *, iso3: str | None = None, limit: int = 5
) -> tuple[KnownOrganization, ...]:
    """Organizations whose name may mean the same as `name`, or that one abbreviates; the likest first.

    iso3: the State of the new one, where known; ministries of justice of two States are not alike.
    """
    rated = [(likeness(name, one.name), one) for one in among if not iso3 or one.iso3 in {iso3, None}]
    close = sorted((pair for pair in rated if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].name))
    return tuple(one for _, one in close[:limit])


def likeness(first: str, second: str) -> float:
    """How much two names look like one organization's, 0 to 100; case, accents, order of words do not count."""
    return likeness_of_words(name_words(first), name_words(second))


def likeness_of_words(one: str, other: str) -> float:
    """As `likeness`, of names that `name_words` has read already."""
    if not one or not other:
        return 0.0
    if _abbreviates(one, other) or _abbreviates(other, one):
        return 100.0
    whole = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
    mine, theirs = set(one.split()) - _JOINING, set(other.split()) - _JOINING
    if len(mine - theirs) == len(theirs - mine) == 1:
        # What long names share says little: two offices of one kind differ in the word that names their region.
        apart = fuzz.ratio(" ".join(sorted(mine - theirs)), " ".join(sorted(theirs - mine)))
        return min(max(whole, fuzz.token_set_ratio(one, other)), apart)
    return whole if min(len(one), len(other)) < _SHORT else max(whole, fuzz.token_set_ratio(one, other))


def name_words(name: str) -> str:
    """The name's words in lower case, without accents and signs, joined by blanks."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(name)).split())


def _abbreviates(short: str, name: str) -> bool:
    """Whether a single word is made of the first letters of the name's words, as undp of the UN's programme."""
    words = name.split()
    if " " in short or not 2 <= len(short) <= 10 or len(words) < 2:
        return False
    letters = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _JOINING)
    return short in {letters, main}
