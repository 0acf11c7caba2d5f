"""Which requests that are not for everyone may this person read, by the level that their owners chose?"""

from sqlmodel import Session, and_, col, select

from data_access.models import Organization, Request, RequestNamedOrganization, RequestNamedState
from data_access.queries.records.public_listings import request_summary
from data_access.records import public
from data_access.store.engine import reading
from domain.people.permissions import Actor
from domain.records.readers import may_read_request, signed_in_for
from domain.records.shown_records import RequestSummary
from domain.vocabulary import Visibility

MOST_SHOWN = 50


def shared_requests(actor: Actor) -> tuple[RequestSummary, ...]:
    """Published requests for partners, or for readers whom they name, those published last first; not the own ones."""
    organizations, state = signed_in_for(actor)
    if not organizations and state is None:
        return ()
    wanted = (
        select(Request, Organization)
        .join(Organization)
        .where(and_(public.request_is_shared(), col(Request.visibility) != Visibility.PUBLIC))
        .order_by(col(Request.published_at).desc().nulls_last(), col(Request.code).desc())
    )
    with reading() as session:
        to_state, to_organization = _naming(session, organizations, state)
        found = []
        for row, publisher in session.exec(wanted):
            own = publisher.code in organizations or row.iso3 == state
            states = [state] if state and row.id in to_state else []
            named = organizations if row.id in to_organization else ()
            if not own and may_read_request(actor, row.visibility, states=states, organizations=named):
                found.append(request_summary(row, publisher.name))
            if len(found) == MOST_SHOWN:
                break
        return tuple(found)


def _naming(session: Session, organizations: frozenset[str], state: str | None) -> tuple[set[int], set[int]]:
    """Numbers of the requests that name the State, and of those that name one of the organizations."""
    of_state = select(RequestNamedState.request_id).where(RequestNamedState.iso3 == state)
    of_organization = (
        select(RequestNamedOrganization.request_id)
        .join(Organization)
        .where(col(Organization.code).in_(sorted(organizations)))
    )
    return set(session.exec(of_state)), set(session.exec(of_organization))
