"""A series as a picture in SVG: what was reached as bars, what was expected as open marks, conflicts and gaps as such.

Periods of each length are drawn in a panel of their own, for a year and a quarter share no scale. The picture is
made of plain shapes and text, needs no library, and is the same for the same series.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape

from extract.lex.harmless import harmless
from extract.series.model import Point, Series, Span
from extract.series.telling import shown_scale, shown_value

_PANEL_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 240, 84, 24, 40, 56
_LEAST_WIDTH, _PER_POINT, _WIDEST_BAR = 520, 56, 64
_NAMES: dict[Span, str] = {
    "instant": "balances",
    "month": "months",
    "quarter": "quarters",
    "half": "half years",
    "nine_months": "nine months",
    "year": "years",
    "other": "other periods",
}
_Scale = Callable[[Decimal], float]
_COLOURS = {"printed": "#2b6cb0", "inferred": "#90b4d8", "conflict": "#c53030", "doubtful": "#b7791f"}


def series_to_svg(series: Series) -> str:
    """The picture; a panel for each length of period, oldest period left."""
    power, scale = shown_scale(series)
    panels = [(span, [p for p in series.points if p.span == span]) for span in _NAMES]
    panels = [(span, points) for span, points in panels if points]
    most = max((len(points) for _, points in panels), default=0)
    width = max(_LEAST_WIDTH, _LEFT + _RIGHT + _PER_POINT * most)
    height = 56 + _PANEL_HEIGHT * max(len(panels), 1) + 28
    unit = f"{series.key.unit} {scale}".strip() if series.key else ""
    title = f"{series.issuer or ''} · {series.key.what if series.key else 'no figures'} · {unit}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        'font-family="Helvetica, Arial, Noto Sans CJK JP, sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(16, 26, title, size=15, weight="bold"),
        _legend(16, 46),
    ]
    for at, (span, points) in enumerate(panels):
        parts += _panel(points, _NAMES[span], 56 + at * _PANEL_HEIGHT, width, power)
    return "\n".join([*parts, "</svg>", ""])


def _text(
    x: float, y: float, text: str, *, size: int = 11, anchor: str = "start", weight: str = "normal", turn: int = 0
) -> str:
    turned = f' transform="rotate({turn} {x:g} {y:g})"' if turn else ""
    shown = escape(harmless(text), quote=False)
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" '
        f'font-weight="{weight}" fill="#1a202c"{turned}>'
        f"{shown}</text>"
    )


def _legend(x: float, y: float) -> str:
    parts = []
    for name, colour in _COLOURS.items():
        parts.append(f'<rect x="{x:g}" y="{y - 9:g}" width="10" height="10" fill="{colour}"/>')
        parts.append(_text(x + 14, y, name))
        x += 26 + 6.5 * len(name)
    parts.append(f'<circle cx="{x + 5:g}" cy="{y - 4:g}" r="4" fill="none" stroke="#2f855a" stroke-width="1.6"/>')
    parts.append(_text(x + 14, y, "expected (latest filled)"))
    return "\n".join(parts)


def _panel(points: Sequence[Point], name: str, top: float, width: int, power: int) -> list[str]:
    values = [value for point in points for value in _values(point)]
    low, high = min([Decimal(0), *values]), max([Decimal(0), *values])
    if low == high:
        high = low + 1
    ticks = _ticks(low, high)
    low, high = min(low, ticks[0]), max(high, ticks[-1])
    inner = _PANEL_HEIGHT - _TOP - _BOTTOM

    def y_of(value: Decimal) -> float:
        return round(top + _TOP + inner * float((high - value) / (high - low)), 1)

    step = (width - _LEFT - _RIGHT) / max(len(points), 1)
    parts = [_text(16, top + 22, name, weight="bold")]
    for tick in ticks:
        y = y_of(tick)
        parts.append(f'<line x1="{_LEFT}" y1="{y:g}" x2="{width - _RIGHT}" y2="{y:g}" stroke="#e2e8f0"/>')
        parts.append(_text(_LEFT - 6, y + 4, shown_value(format(tick, "f"), power), anchor="end"))
    zero = y_of(Decimal(0))
    for at, point in enumerate(points):
        parts += _bar(point, round(_LEFT + step * at, 1), step, y_of, zero, power)
        parts.append(
            _text(_LEFT + step * (at + 0.5), top + _PANEL_HEIGHT - _BOTTOM + 16, point.end[:7], anchor="end", turn=-35)
        )
    parts.append(f'<line x1="{_LEFT}" y1="{zero:g}" x2="{width - _RIGHT}" y2="{zero:g}" stroke="#4a5568"/>')
    return parts


def _values(point: Point) -> list[Decimal]:
    said = [each.value for each in point.sightings] + [each.sighting.value for each in point.forecasts]
    return [Decimal(value) for value in (point.value, *said) if value is not None]


def _bar(point: Point, left: float, step: float, y_of: _Scale, zero: float, power: int) -> list[str]:
    """What was reached as a bar, each print that contradicts as a line across it, what was expected as a ring."""
    parts: list[str] = []
    middle, wide = left + step / 2, min(max(step * 0.62, 4), _WIDEST_BAR)
    if point.state == "gap":
        return [_text(middle, zero - 6, "gap", anchor="middle")]
    if point.value is not None:
        y = y_of(Decimal(point.value))
        parts.append(
            f'<rect x="{middle - wide / 2:.1f}" y="{min(y, zero):g}" width="{wide:.1f}" height="{abs(zero - y):.1f}" '
            f'fill="{_COLOURS.get(point.state, _COLOURS["printed"])}"><title>{_told(point, power)}</title></rect>'
        )
        below = Decimal(point.value) < 0
        parts.append(_text(middle, y + (12 if below else -4), shown_value(point.value, power), size=9, anchor="middle"))
    if point.state in ("conflict", "doubtful") or point.restated is not None:
        colour = _COLOURS["conflict" if point.state != "doubtful" else "doubtful"]
        said = (
            {each.value for each in point.sightings if each.value is not None} if point.value is None else {point.first}
        )
        for value in sorted(value for value in said if value is not None):
            y = y_of(Decimal(value))
            parts.append(
                f'<line x1="{middle - wide / 2:.1f}" y1="{y:g}" x2="{middle + wide / 2:.1f}" y2="{y:g}" '
                f'stroke="{colour}" stroke-width="2.5"/>'
            )
    expected = [
        each for each in point.forecasts if each.told in ("first", "revised") and each.sighting.value is not None
    ]
    for at, each in enumerate(expected):
        last = at == len(expected) - 1
        parts.append(
            f'<circle cx="{middle + wide / 2 + 7:.1f}" cy="{y_of(Decimal(each.sighting.value or 0)):g}" r="4" '
            f'fill="{"#2f855a" if last else "none"}" stroke="#2f855a" stroke-width="1.6">'
            f"<title>{escape(each.scenario)} {shown_value(each.sighting.value, power)}</title></circle>"
        )
    return parts


def _told(point: Point, power: int) -> str:
    return escape(f"{point.start or ''}/{point.end}: {shown_value(point.value, power)} ({point.state})", quote=False)


def _ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Four to nine round numbers that hold the values between them.

    >>> [str(tick) for tick in _ticks(Decimal(0), Decimal(16133))]
    ['0', '5000', '10000', '15000', '20000']
    """
    rough = (high - low) / 4
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    return [Decimal(format(step * at, "f")) for at in range(int(first), int(last) + 1)]
