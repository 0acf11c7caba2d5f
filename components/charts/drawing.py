"""Figures put together from plain properties: traces, and what they change in the house's layout."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

#: The properties of a trace or a layout, as plotly's reference names them.
Properties = dict[str, object]


def drawn(traces: Sequence[Properties], layout: go.Layout, changes: Mapping[str, object]) -> go.Figure:
    """A figure of `traces` on `layout`, some of whose properties `changes` replaces; nested ones are merged.

    Plotly's check of every single value takes longer than all the rest of a page together, so it is left out here;
    the tests let plotly check what each chart draws.
    """
    return go.Figure(data=list(traces), layout=_merged(layout.to_plotly_json(), changes), _validate=False)


def _merged(properties: Mapping[str, object], changes: Mapping[str, object]) -> Properties:
    merged = dict(properties)
    for name, value in changes.items():
        present = merged.get(name)
        if isinstance(present, Mapping) and isinstance(value, Mapping):
            merged[name] = _merged(present, value)
        else:
            merged[name] = value
    return merged
