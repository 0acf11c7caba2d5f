"""What the pictures of cooperation say in words: findings, notes, alternative texts, and names of their classes."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from components.shared.picture import Provenance
from domain.cooperation import NONE, NOT_NAMED, SEVERAL
from domain.coverage import share
from domain.records.clocks import Clock, Timeliness, agreed_clocks
from domain.states import sort_key
from domain.vocabulary import Modality, OrganizationKind, Position
from languages.names import modality_name, organization_kind_name, position_name
from languages.text import N_, _, language, listing, ngettext, number, percent

#: Parts that an alternative text tells one by one.
_TOLD = 6

TIMELINESS: Mapping[Timeliness, str] = {
    Timeliness.IN_TIME: N_("Done in time"),
    Timeliness.LATER: N_("Done later"),
    Timeliness.RUNNING: N_("Not yet, still within the time"),
    Timeliness.PASSED: N_("Not recorded, the time has passed"),
}


def timeliness_names() -> dict[Timeliness, str]:
    """What the parts of a bar of requests are called."""
    return {stands: _(name) for stands, name in TIMELINESS.items()}


def clock_titles() -> dict[Clock, str]:
    """The clocks with the time that each has."""
    clocks = agreed_clocks()
    acknowledged = ngettext(
        "Acknowledged within {count} working day",
        "Acknowledged within {count} working days",
        clocks.acknowledge_working_days,
    ).format(count=number(clocks.acknowledge_working_days))
    answered = ngettext("Answered within {count} day", "Answered within {count} days", clocks.answer_days).format(
        count=number(clocks.answer_days)
    )
    return {Clock.ACKNOWLEDGED: acknowledged, Clock.ANSWERED: answered}


def position_names() -> dict[str, str]:
    """The positions in scope as the first column of flows."""
    return {position.value: position_name(position) for position in (Position.SUPPORTED, Position.PARTLY_SUPPORTED)}


def form_names() -> dict[str, str]:
    """The forms of support in alphabetical order, then what is of several."""
    named = _in_order({form.value: modality_name(form) for form in Modality if form is not Modality.OTHER})
    other = {Modality.OTHER.value: modality_name(Modality.OTHER)}
    return named | other | {SEVERAL: _("Several forms of support")}


def kind_names() -> dict[str, str]:
    """The kinds of provider in alphabetical order, then what is of several or none."""
    named = _in_order({kind.value: organization_kind_name(kind) for kind in OrganizationKind})
    return named | {SEVERAL: _("Several kinds of provider"), NOT_NAMED: _("Provider not named")}


def theme_name(code: str, names: Mapping[str, str]) -> str:
    """A theme by its code, with the words for several and none."""
    return {SEVERAL: _("Several themes"), NONE: _("No theme recorded")}.get(code) or names.get(code, code)


def counted(provenance: Provenance, unit: str) -> Provenance:
    """The provenance of a picture that counts contributions."""
    return replace(provenance, unit=unit, source=_("contributions published in this repository"))


def activities_unit() -> str:
    """What pictures of activities count."""
    return _("published activities in planning, under way or finished, each once")


def flow_finding(flows: pd.DataFrame) -> str:
    """How many recommendations have an activity, and in how many forms."""
    linked = flows[flows["provider"] != NONE]
    count, whole = int(linked["recommendations"].sum()), int(flows["recommendations"].sum())
    return ngettext(
        "Activities are linked to {count} of {whole} recommendation.",
        "Activities are linked to {count} of {whole} recommendations.",
        whole,
    ).format(count=f"**{number(count)}**", whole=f"**{number(whole)}**")


def activities_finding(count: int) -> str:
    """How many activities the picture holds."""
    told = ngettext("{count} published activity fits.", "{count} published activities fit.", count)
    return told.format(count=f"**{number(count)}**")


def response_finding(times: pd.DataFrame) -> str:
    """How many requests were acknowledged, and answered, in time."""
    sentence = _("{title}: {count} of {whole} requests.")
    told = []
    for clock, title in clock_titles().items():
        part = times[times["clock"] == clock.value]
        count = part.loc[part["timeliness"] == Timeliness.IN_TIME.value, "requests"].sum()
        figures = {"count": f"**{number(int(count))}**", "whole": f"**{number(int(part['requests'].sum()))}**"}
        told.append(sentence.format(title=title, **figures))
    return " ".join(told)


def flow_alt(flows: pd.DataFrame, columns: Mapping[str, Mapping[str, str]]) -> str:
    """What a sighted reader sees in the flows: the classes of each column with their counts."""
    told = [
        _("{title}: {parts}.").format(title=title, parts=_parts(flows, field, names, "recommendations"))
        for (field, title), names in zip(_flow_titles().items(), columns.values(), strict=True)
    ]
    return " ".join([_("Bands of recommendations that flow through four columns."), *told])


def class_alt(frame: pd.DataFrame, field: str, names: Mapping[str, str], unit: str, shape: str) -> str:
    """`shape` in words, then the largest classes of a column with their counts."""
    return f"{shape} {_parts(frame, field, names, unit)}."


def flow_titles() -> dict[str, str]:
    """The headings of the columns of flows."""
    return _flow_titles()


def _flow_titles() -> dict[str, str]:
    return {
        "position": _("Position"),
        "band": _("Recorded support"),
        "modality": _("Form of support"),
        "provider": _("Kind of provider"),
    }


def _parts(frame: pd.DataFrame, field: str, names: Mapping[str, str], unit: str) -> str:
    counts = frame.groupby(field)[unit].sum()
    whole = int(counts.sum())
    told = []
    for code in [code for code in names if code in counts.index]:
        part = share(int(counts[code]), whole)
        shown = number(int(counts[code])) if part is None else percent(part)
        told.append(f"{names[code]} {shown}")
    more = len(told) - _TOLD
    if more > 1:
        told = [*told[:_TOLD], ngettext("{count} more", "{count} more", more).format(count=number(more))]
    return listing(told)


def _in_order(names: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda pair: sort_key(pair[1], language())))


def no_activity_fits() -> str:
    """Why there is no activity to show, and what would make one appear."""
    return _(
        "No published activity fits these filters. An activity appears here when its owner has logged it and a "
        "State that receives it consents."
    )


def no_request_fits() -> str:
    """The same of requests."""
    return _(
        "No public request fits these filters. A request appears here once a State has sent it, it was "
        "published for everyone and the State consents."
    )
