"""How the notebooks show numbers: units, table styles, figure styles. No metric is defined here."""

from dataclasses import dataclass

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.ticker import FuncFormatter, MaxNLocator

# Colour-blind safe (Okabe-Ito); one colour means one thing in every figure.
OUTPUT = "#D55E00"
CACHE_READ = "#0072B2"
CACHE_WRITE = "#56B4E9"
CACHE_WRITE_5M = "#B9DDF5"
INPUT = "#999999"
COST = "#009E73"
COUNT = "#7A7A7A"
INK = "#222222"
FAINT = "#8A8A8A"

# More bars than this, and numbers on them would touch.
LABELLED_BARS = 14


@dataclass(frozen=True)
class Unit:
    """A scale for reading: value / size, shown with this many decimals."""

    sign: str
    size: float
    decimals: int = 2

    def text(self, value: float) -> str:
        return f"{value / self.size:,.{self.decimals}f}{' ' + self.sign if self.sign else ''}"

    def name(self, what: str) -> str:
        return f"{what} ({self.sign})" if self.sign else what


UNITS = (Unit("B", 1e9), Unit("M", 1e6), Unit("k", 1e3))
ONES = Unit("", 1, 0)


def unit_of(values: pd.Series) -> Unit:
    """Billions, millions, thousands or ones, by the largest value."""
    largest = values.max()
    return next((unit for unit in UNITS if largest >= unit.size), ONES)


def scaled(frame: pd.DataFrame, **columns: str) -> pd.DataFrame:
    """The columns of these names, scaled to their units and renamed to say so."""
    shown = frame.copy()
    for column, what in columns.items():
        unit = unit_of(frame[column])
        shown[column] = frame[column] / unit.size if unit.sign else frame[column]
        shown = shown.rename(columns={column: unit.name(what)})
    return shown


def percent(values: pd.Series) -> pd.Series:
    return 100 * values


def styled(frame: pd.DataFrame, caption: str):
    """A table as the notebooks show it: whole numbers whole, percentages to one decimal, the rest to two."""

    def digits(column: str):
        values = frame[column]
        if pd.api.types.is_datetime64_any_dtype(values):
            return "{:%Y-%m-%d}"
        if pd.api.types.is_integer_dtype(values):
            return "{:,d}"
        if pd.api.types.is_float_dtype(values):
            return "{:,.1f}" if "%" in column else "{:,.2f}"
        return None

    numbers = list(frame.select_dtypes("number").columns)
    return (
        frame.style.format({column: digits(column) for column in frame.columns}, na_rep="–")
        .hide(axis="index")
        .set_properties(subset=numbers, **{"text-align": "right", "font-variant-numeric": "tabular-nums"})
        .set_caption(caption)
        .set_table_styles(
            [
                {"selector": "caption", "props": "text-align: left; padding: 0.4em 0; color: #555;"},
                {"selector": "th", "props": "text-align: left; font-weight: 600;"},
            ]
            + [
                {"selector": f"th.col{frame.columns.get_loc(column)}", "props": "text-align: right;"}
                for column in numbers
            ]
        )
    )


def use_style():
    """Quiet axes: no frame, no tick marks, light horizontal grid, titles at the left."""
    plt.rcParams.update(
        {
            "figure.dpi": 110,
            "figure.facecolor": "white",
            "font.size": 10,
            "text.color": INK,
            "axes.edgecolor": "#BBBBBB",
            "axes.labelcolor": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.spines.left": False,
            "axes.titlelocation": "left",
            "axes.titlesize": 10,
            "axes.axisbelow": True,
            "grid.color": "#E6E6E6",
            "xtick.color": INK,
            "ytick.color": INK,
            "xtick.bottom": False,
            "ytick.left": False,
        }
    )


def headline(figure, finding: str, how: str):
    """The finding over a figure, and below it in small how to read it."""
    figure.suptitle(finding, x=0.01, ha="left", fontsize=13, fontweight="bold")
    figure.text(0.01, -0.01, how, ha="left", va="top", fontsize=8.5, color=FAINT)


def unit_axis(axis, unit: Unit):
    """Ticks in the unit, few and plain."""
    axis.set_major_locator(MaxNLocator(4))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value / unit.size:,g}"))


def week_axis(axes, weeks: pd.Series):
    """Weeks along the bottom; a few weeks are each named by their first day."""
    if len(weeks) <= LABELLED_BARS:
        axes.set_xticks(middle(weeks), [f"{week.day} {week:%b}" for week in weeks])
    else:
        locator = mdates.AutoDateLocator(maxticks=10)
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))


def span(weeks: pd.Series) -> str:
    """From which week to which, for the line below a figure."""
    if weeks.empty:
        return "No weeks."
    return f"Weeks by their first day, {weeks.min():%Y-%m-%d} to {weeks.max():%Y-%m-%d}."


def largest(names: pd.Series, values: pd.Series) -> str:
    """Name and value of the largest row, for a headline."""
    if values.empty:
        return "none"
    return f"{names[values.idxmax()]}, {unit_of(values).text(values.max())} tokens"


def middle(weeks: pd.Series) -> pd.Series:
    """Where the bar of a week stands."""
    return weeks + pd.Timedelta(days=3.5)


def week_bars(axes, weeks: pd.Series, values: pd.Series, colour: str, what: str):
    """One bar a week, with its value on it where there is room."""
    unit = unit_of(values)
    bars = axes.bar(middle(weeks), values, width=pd.Timedelta(days=5.6), color=colour)
    if len(weeks) <= LABELLED_BARS:
        axes.bar_label(
            bars, [f"{value / unit.size:,.{unit.decimals}f}" for value in values], padding=2, fontsize=8.5
        )
    unit_axis(axes.yaxis, unit)
    axes.grid(axis="y")
    axes.margins(y=0.18)
    axes.set_title(unit.name(what), color=colour)


def week_line(axes, weeks: pd.Series, values: pd.Series, colour: str, what: str):
    """A line through the weeks, on an axis that need not begin at zero."""
    axes.plot(middle(weeks), values, color=colour, marker="o", markersize=4, linewidth=1.6)
    if len(weeks) <= LABELLED_BARS:
        for week, value in zip(middle(weeks), values):
            if pd.notna(value):
                axes.annotate(
                    f"{value:.1f}", (week, value), (0, 6), textcoords="offset points", ha="center", fontsize=8.5
                )
    axes.yaxis.set_major_locator(MaxNLocator(3))
    axes.grid(axis="y")
    axes.margins(y=0.35)
    axes.set_title(what, color=colour)


def week_stack(axes, weeks: pd.Series, kinds: dict[str, tuple[pd.Series, str]], what: str):
    """One bar a week, stacked in the order of the kinds, each named beside the figure."""
    base = 0
    for kind, (values, colour) in kinds.items():
        axes.bar(middle(weeks), values, bottom=base, width=pd.Timedelta(days=5.6), color=colour, label=kind)
        base = base + values
    unit = unit_of(base)
    unit_axis(axes.yaxis, unit)
    axes.grid(axis="y")
    axes.set_title(unit.name(what))
    axes.legend(reverse=True, frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))


def mark_phases(panels, weeks: pd.Series, phases: pd.DataFrame):
    """Names the phases over the first panel and parts them by lines; a single phase needs neither.

    A phase that begins close behind a named one keeps its line and goes without a name.
    """
    named = phases[phases.phase.notna() & phases.first_day.notna()]
    if len(named) < 2 or weeks.empty:
        return
    panels[0].set_title(panels[0].get_title(loc="left"), loc="left", color=OUTPUT, pad=22)
    room = 0.13 * (weeks.max() - weeks.min())
    free = weeks.min()
    for position, phase in enumerate(named.itertuples()):
        begin = max(phase.from_day if pd.notna(phase.from_day) else weeks.min(), weeks.min())
        if position > 0:
            for panel in panels:
                panel.axvline(begin, color="#BBBBBB", linewidth=1, linestyle=(0, (4, 3)))
        if begin < free:
            continue
        free = begin + room
        panels[0].annotate(
            phase.phase, (begin, 1), (4, 8), xycoords=("data", "axes fraction"), textcoords="offset points",
            fontsize=9, color=FAINT, fontstyle="italic",
        )


def with_commits(frame: pd.DataFrame, caption: str) -> tuple[pd.DataFrame, str]:
    """The table and its caption; without configured repositories commits are said not to be known."""
    if frame.commits.notna().any():
        return frame.astype({"commits": "Int64"}), caption
    return frame.drop(columns="commits"), caption + ". Commits: not configured"


def row_bars(axes, names: pd.Series, values: pd.Series, colour: str | list[str], what: str, unit: Unit | None = None):
    """One horizontal bar a row with its value beside it; the first row is on top. One colour, or one a row."""
    unit = unit or unit_of(values)
    places = range(len(names))
    axes.barh(places, values.fillna(0), height=0.62, color=colour)
    room = 0.02 * (values.max() or 1) if values.notna().any() else 0
    for place, value in zip(places, values):
        label = "–" if pd.isna(value) else f"{value / unit.size:,.{unit.decimals}f}"
        axes.text((0 if pd.isna(value) else value) + room, place, label, va="center", fontsize=9)
    axes.set_yticks(places, names)
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.margins(x=0.28)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_title(unit.name(what), color=colour if isinstance(colour, str) else INK)
