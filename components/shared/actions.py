"""Things to do: what each means, what it asks for, and a button. What was typed outlives a refusal."""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from components.shell.focus import look_at
from components.shell.session import Key
from domain.records.limits import LONGEST_LINE, LONGEST_REMARK
from languages.record_names import field_name
from languages.text import _

Typed = Mapping[str, str]
_EMPTY: Final = ""
#: The decision that is open: the place and the action's key.
_OPENED: Final[Key[tuple[str, str]]] = Key("actions.opened", ("", ""))


@dataclass(frozen=True)
class Input:
    """What an action asks for. kind: a text of several lines, one line, one of `options`, or a yes before the button.

    options: code to words. start: the option that a choice starts at, the present value; None where the person has to
    choose. changes: the button waits until another value than the present one is chosen. only_for: another input's
    name and the code chosen there with which alone this is asked.
    """

    name: str
    label: str
    kind: Literal["text", "line", "choice", "sure"] = "text"
    options: Mapping[str, str] | None = None
    start: str | None = None
    changes: bool = False
    only_for: tuple[str, str] | None = None


@dataclass(frozen=True)
class Action:
    """Something to do. run: is handed what was typed; True where it was done, and the inputs are emptied then.

    fields: a draft's fields on each of which something can be said; what is typed comes as "field.title". main: what
    most people come for. decides: it stands at the top of a record's page.
    """

    key: str
    title: str
    meaning: str
    button: str
    run: Callable[[Typed], bool]
    inputs: tuple[Input, ...] = ()
    fields: tuple[str, ...] = ()
    main: bool = False
    decides: bool = False

    @property
    def asks(self) -> bool:
        """Whether something has to be typed, chosen or confirmed before the button."""
        return bool(self.inputs or self.fields)


def show_decisions(actions: Sequence[Action], place: str) -> None:
    """Each decision as a button with what it means; one that asks for something opens below them."""
    opened = _OPENED.get()
    with st.container(horizontal=True, gap="medium", key=f"decisions-{place}"):
        for action in actions:
            with st.container(width=300, gap="small", key=f"decision-{place}-{action.key}"):
                _decision(action, place, opened=opened == (place, action.key))
                if action.meaning:
                    st.html(f'<p class="record-line">{html.escape(action.meaning)}</p>')
    for action in actions:
        if action.asks and opened == (place, action.key):
            with st.container(border=True, key=f"open-{place}-{action.key}"):
                st.html(f'<h3 class="decision-title" id="decide" tabindex="-1">{html.escape(action.title)}</h3>')
                _ask_and_do(action, place)


def _decision(action: Action, place: str, *, opened: bool) -> None:
    kind: Literal["primary", "secondary"] = "primary" if action.main else "secondary"
    if not action.asks:
        key = f"do-{place}-{action.key}"
        st.button(action.title, key=key, type=kind, on_click=_perform, args=(action, place))
        return
    words = _("{title}: close").format(title=action.title) if opened else f"{action.title}…"
    other = ("", "") if opened else (place, action.key)
    st.button(words, key=f"choose-{place}-{action.key}", type=kind, on_click=_open, args=other)


def _open(place: str, key: str) -> None:
    _OPENED.set((place, key))
    if key:
        look_at("decide")


def show_actions(actions: Iterable[Action], place: str) -> None:
    """Each action behind its title. place: tells these from others of the same key, as a record's code does."""
    for action in actions:
        with st.expander(action.title, key=f"open-{place}-{action.key}"):
            show_action(action, place)


def show_action(action: Action, place: str) -> None:
    """One action in the open."""
    if action.meaning:
        st.html(f'<p class="record-line">{html.escape(action.meaning)}</p>')
    _ask_and_do(action, place)


def _ask_and_do(action: Action, place: str) -> None:
    given: dict[str, object] = {}
    for one in action.inputs:
        if one.only_for is None or given.get(one.only_for[0]) == one.only_for[1]:
            given[one.name] = _ask(one, _key(place, action, one))
    sure = all(_is_enough(one, given[one.name]) for one in action.inputs if one.name in given)
    if action.fields:
        _ask_of_fields(action, place)
    st.button(
        action.button,
        key=f"do-{place}-{action.key}",
        on_click=_perform,
        args=(action, place),
        disabled=not sure,
    )


def _is_enough(one: Input, given: object) -> bool:
    """Whether the button may be pressed as far as this input goes."""
    if one.kind == "choice":
        return given is not None and not (one.changes and given == one.start)
    return one.kind != "sure" or bool(given)


def _ask(one: Input, key: str) -> object:
    match one.kind:
        case "text":
            return st.text_area(one.label, key=key, max_chars=LONGEST_REMARK, height=90)
        case "line":
            return st.text_input(one.label, key=key, max_chars=LONGEST_LINE)
        case "sure":
            return st.checkbox(one.label, key=key)
        case "choice":
            return _choose(one, key)


def _choose(one: Input, key: str) -> object:
    options = one.options or {}
    if st.session_state.get(key) not in options:
        st.session_state[key] = one.start if one.start in options else None
    return st.selectbox(
        one.label,
        list(options),
        format_func=lambda code: options.get(code, code),
        index=None,
        placeholder=_("Choose"),
        key=key,
        filter_mode=None,
    )


def _ask_of_fields(action: Action, place: str) -> None:
    """Let fields be chosen, and something be said on each."""
    chosen = st.multiselect(
        _("Comment on single fields"),
        list(action.fields),
        format_func=field_name,
        key=f"fields-{place}-{action.key}",
        placeholder=_("Choose fields"),
        select_all=False,
    )
    for field in chosen:
        st.text_area(field_name(field), key=_field_key(place, action, field), max_chars=LONGEST_REMARK, height=70)


def _field_key(place: str, action: Action, field: str) -> str:
    return f"typed-{place}-{action.key}-field.{field}"


def _key(place: str, action: Action, one: Input) -> str:
    return f"typed-{place}-{action.key}-{one.name}"


def _perform(action: Action, place: str) -> None:
    """Do it with what was typed; emptied only where it was done, so that nothing typed is lost."""
    keys = {one.name: _key(place, action, one) for one in action.inputs}
    typed = {name: str(st.session_state.get(key) or _EMPTY) for name, key in keys.items()}
    chosen = st.session_state.get(f"fields-{place}-{action.key}") or ()
    for field in chosen:
        typed[f"field.{field}"] = str(st.session_state.get(_field_key(place, action, field)) or _EMPTY)
    if action.run(typed):
        _OPENED.set(("", ""))
        if chosen:
            st.session_state[f"fields-{place}-{action.key}"] = []
        for one in action.inputs:
            if one.kind == "choice":
                st.session_state.pop(keys[one.name], None)
            # What is asked for one choice only may be off the screen, and is then forgotten anyway.
            elif keys[one.name] in st.session_state:
                st.session_state[keys[one.name]] = False if one.kind == "sure" else _EMPTY
