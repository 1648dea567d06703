"""Charts drawn as vectors → tables of the values printed on them, with the drawing as witness.

A chart is understood when what is printed at its marks agrees with how they are drawn: lengths of bars, heights of
points, angles of slices are in proportion to the values, or rise with them in even steps. A chart that is not
understood gives its figures as tokens that nobody takes for values. Bars that lie on their side are read with x and y
exchanged.
"""

from __future__ import annotations

from extract.model.layout import Layout
from extract.tables.charts.bars import blocks_to_stands
from extract.tables.charts.columns import free_labels, stand_to_plots, varied
from extract.tables.charts.page import ChartPage
from extract.tables.charts.pies import page_to_pies
from extract.tables.charts.plot import Plot, plot_to_found, tokens_to_found
from extract.tables.charts.points import attach, lines_over, lines_to_plots
from extract.tables.charts.texts import Label
from extract.tables.charts.units import with_units
from extract.tables.charts.waterfalls import page_to_waterfalls
from extract.tables.pdf_grid import Found

__all__ = ["find_charts"]

_LEAST_LABELS = 3
_EVEN_PT = 0.5
_BORDER_PT = 2.0
_MOST_WORDS = 3_000  # a page of running text has some 800; a chart stands on none that has four times as many


def find_charts(layout: Layout) -> list[Found]:
    """The charts of a page, each with its geometry, and the figures of those that were not understood."""
    if not layout.paths or not 4 <= len(layout.words) <= _MOST_WORDS:
        return []
    page = ChartPage(layout)
    found: list[Found] = []
    falls = page_to_waterfalls(page)
    for plot in (*page_to_pies(page), *falls, *bars_of(page), *lines_to_plots(page, page.polylines)):
        chart = plot_to_chart(page, plot)
        if chart is not None and not any(clash(chart, other) for other in found):
            found.append(chart)
    return found


def bars_of(page: ChartPage) -> list[Plot]:
    """Plots of bars with the lines drawn over them, the clearest first."""
    plots: list[Plot] = []
    for lying in (False, True):
        across = page.layout.height if lying else page.layout.width
        for stand in blocks_to_stands(page.blocks, page.view(lying), across):
            for plot in stand_to_plots(page, stand, lying):
                if not lying and plot.measured:
                    over = lines_over(page, plot, page.polylines)
                    attach(page, plot, over)
                plots.append(plot)
    plots.sort(key=clarity, reverse=True)
    return plots


def clarity(plot: Plot) -> tuple[int, int]:
    """How well a plot is borne out: labels that agree, and marks."""
    return (
        sum(m.matched.agree for m in plot.measured if m.matched is not None),
        sum(len(s.spots) for s in plot.series),
    )


def strays(page: ChartPage, plot: Plot, held: set[int]) -> list[Label]:
    """Figures that stand at marks or among them, and belong to none."""
    found = {id(n.flat.chunk): n for n in plot.labels}
    boxes = plot.boxes
    if not boxes:
        return plot.labels
    hull = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    for label in free_labels(page, plot.categories, page.view(plot.lying)):
        chunk = label.flat.chunk
        if hull[0] < chunk.middle < hull[2] and hull[1] - 2 * chunk.size < chunk.base < hull[3] + chunk.size:
            found.setdefault(id(chunk), label)
    aside = {id(f.chunk) for f in plot.aside}
    return [n for key, n in found.items() if key not in held and key not in aside]


def clash(one: Found, other: Found) -> bool:
    """Whether two charts claim the same word."""
    mine = {id(w) for w in one.words}
    return any(id(w) in mine for w in other.words)


def is_even(plot: Plot) -> bool:
    """Whether all bars are of one length and no axis measures them: shaded cells of a table."""
    if plot.kind != "bars" or any(m.ticks is not None for m in plot.measured):
        return False
    spots = [spot for one in plot.series for spot in one.spots if not one.total]
    lengths = [spot.far - spot.near for spot in spots]
    if not spots:  # nothing printed was matched with anything drawn; borders of cells are no bars
        lengths = [n for b in plot.boxes if (n := b[2] - b[0] if plot.lying else b[3] - b[1]) > _BORDER_PT]
    return max(lengths, default=0.0) - min(lengths, default=0.0) < _EVEN_PT


def plot_to_chart(page: ChartPage, plot: Plot) -> Found | None:
    """The table of a plot, or its tokens, or nothing where there is no chart."""
    if is_even(plot):
        return None
    like_a_chart = len(plot.labels) >= _LEAST_LABELS and (not plot.measured or varied(plot))
    plot.boxes = plot.boxes or [s.box for one in plot.series for s in one.spots]
    plot.measured = [m for m in plot.measured if m.ticks is not None or m.matched is not None]
    understood = bool(plot.measured) and with_units(page, plot)
    if understood:
        spots = [*(s for one in plot.series for s in one.spots), *plot.ends]
        held = {id(s.label.flat.chunk) for s in spots if s.label is not None}
        plot.stray = [n.flat for n in strays(page, plot, held)]
        chart = plot_to_found(plot)
        if chart is not None:
            return chart
    if like_a_chart:
        return tokens_to_found(plot, strays(page, plot, set()))
    return None
