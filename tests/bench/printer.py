"""Prints a statement as a sheet and keeps the truth of every cell."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from random import Random

from tests.bench.house import House
from tests.bench.sheet import Cell, Column, Piece, Row, Sense, Sheet, Span, Truth
from tests.bench.statements import Line, Statement, headings_over


def quantize(house: House, value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN if house.truncate else ROUND_HALF_UP)


def at_moment(period: Span | None, moment: str | None) -> Span | None:
    """The instant a balance is of, when a column of a duration prints one."""
    if period is None or period.start is None or moment is None:
        return period
    return Span(None, period.end if moment == "end" else period.start - timedelta(days=1))


def signed(house: House, text: str, negative: bool) -> str:
    if not negative:
        return text
    return f"({text})" if house.negative == "()" else house.negative + text


def house_plus(house: House) -> bool:
    """Some issuers print `+16.0%`."""
    return house.negative != "()" and house.code < "7"


class Printer:
    """Prints one statement as a sheet and keeps the truth of every cell."""

    def __init__(self, house: House, rng: Random, key: str, statement: Statement, columns: list[Column]) -> None:
        self.house, self.rng, self.key, self.statement, self.columns = house, rng, key, statement, columns
        self.truths: dict[str, Truth] = {}
        self.at: dict[tuple[str, int], str] = {}
        self.counts = {column.kind for column in columns}
        self.over = headings_over(statement)
        self.labels = Counter(line.label for line in statement.lines if line.kind != "heading")

    def money(self, value: Decimal) -> tuple[str, Decimal]:
        printed = quantize(self.house, value.scaleb(-self.house.scale), self.house.places)
        return signed(self.house, f"{abs(printed):,}", value < 0 and (printed != 0 or self.house.truncate)), printed

    def percent(self, value: Decimal, change: bool) -> tuple[str, Decimal]:
        printed = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
        text = f"{abs(printed)}" + ("%" if self.house.percent_sign else "")
        if change and printed > 0 and house_plus(self.house):
            text = "+" + text
        return signed(self.house, text, printed < 0), printed

    def cell(self, row: int, line: Line, j: int, values: list[Decimal | None]) -> Cell:
        """The cell of a line in column j; `values` are the exact values of the line's earlier columns."""
        column, house = self.columns[j], self.house
        nothing = Cell()
        if column.kind in ("amount", "member"):
            value = values[j]
            if value is None:
                return nothing
            if column.kind == "member" and value == 0:
                return self.keep(row, line, j, house.nil, None, house.currency, house.scale)
            if line.unit == "money":
                text, printed = self.money(value)
                return self.keep(row, line, j, text, printed.scaleb(house.scale), house.currency, house.scale)
            if line.unit == "per_share":
                text = signed(house, f"{abs(value):,.2f}", value < 0)
                return self.keep(row, line, j, text, value, f"{house.currency}_per_share", 0)
            if line.unit == "percent":
                return self.keep(row, line, j, f"{value}", value, "percent", 0)
            return self.keep(row, line, j, f"{value:,}", value, "count", 0)
        if line.unit != "money" and not (line.unit == "count" and column.kind in ("change", "difference")):
            return nothing
        assert column.base is not None
        base = values[column.base]
        assert base is not None
        if column.kind == "share":
            total = self.totals[column.base]
            text, printed = self.percent(base / total * 100, False)
            return self.keep(row, line, j, text, printed, "percent", 0)
        if column.kind == "translated":
            yen = (
                self.money(base)[1].scaleb(house.scale)
                if house.translates_print
                else self.unforced[line.key][column.base]
            )
            assert yen is not None
            printed = (yen / house.rate).scaleb(-3).quantize(Decimal(1), ROUND_HALF_UP)
            text = signed(house, f"{abs(printed):,}", printed < 0)
            return self.keep(row, line, j, text, printed.scaleb(3), "USD", 3)
        assert column.other is not None
        other = values[column.other]
        assert other is not None
        if column.kind == "difference":
            if line.unit == "count":
                printed = base - other
                return self.keep(row, line, j, signed(house, f"{abs(printed):,}", printed < 0), printed, "count", 0)
            text, printed = self.money(base - other)
            return self.keep(row, line, j, text, printed.scaleb(house.scale), house.currency, house.scale)
        if other <= 0 or base < 0:
            return self.keep(row, line, j, house.nil, None, "percent", 0)
        text, printed = self.percent((base - other) / other * 100, True)
        return self.keep(row, line, j, text, printed, "percent", 0)

    def keep(self, row: int, line: Line, j: int, text: str, value: Decimal | None, unit: str, scale: int) -> Cell:
        truth_id = f"{self.key}.{row}.{j}"
        column = self.columns[j]
        own, parents = self.over[line.key]
        self.truths[truth_id] = Truth(
            id=truth_id,
            sheet=self.key,
            row=row,
            column=j,
            label=line.label,
            header=" ".join(column.header),
            printed=text,
            value=value,
            unit=unit,
            period=at_moment(column.period, line.moment),
            scale=scale,
            parents=parents,
            needed=own if self.labels[line.label] > 1 else None,
            sense=self.sense(column),
            member=column.kind == "member",
        )
        self.at[(line.key, j)] = truth_id
        return Cell([Piece(text, truth_id)])

    def sense(self, column: Column) -> Sense:
        scope = self.statement.scope
        if column.kind in ("difference", "change"):
            return Sense("change", None, None, scope)
        return Sense("share" if column.kind == "share" else "level", column.scenario, column.version, scope)

    def sheet(self, unit: str, header: list[list[Cell]], exact: dict[str, list[Decimal | None]]) -> Sheet:
        """`exact` gives for each line its exact values by column (None where nothing is printed)."""
        statement = self.statement
        self.unforced = {key: list(values) for key, values in exact.items()}
        if self.house.forced:
            self.force(exact)
        base = exact.get(statement.base or "", [])
        self.totals = [value or Decimal(1) for value in base]
        rows = []
        for i, line in enumerate(statement.lines):
            if line.kind == "heading":
                rows.append(Row(Cell.of(line.label), [Cell() for _ in self.columns], "heading", line.level, i))
                continue
            cells = [self.cell(i, line, j, exact[line.key]) for j in range(len(self.columns))]
            rows.append(Row(Cell.of(line.label), cells, line.kind, line.level, i))
        if self.house.dollar:
            self.add_dollars(rows)
        sheet = Sheet(self.key, statement.title, unit, self.columns, header, rows, statement.name)
        sheet.relations = self.relations()
        return sheet

    def force(self, exact: dict[str, list[Decimal | None]]) -> None:
        """Moves items under a total by one last place each, the largest first, until its printed column foots."""
        items = {line.key for line in self.statement.lines if line.kind == "item"}
        step = Decimal(1).scaleb(-self.house.places)
        for total, parts in self.statement.sums:
            for j, value in enumerate(exact[total]):
                known = {part: exact[part][j] for part, _ in parts}
                if value is None or None in known.values() or len(parts) < 2:
                    continue
                figures = {part: Decimal(amount or 0) for part, amount in known.items()}
                off = self.money(value)[1] - sum(self.money(figures[part])[1] * sign for part, sign in parts)
                movable = sorted(((abs(figures[p]), p, sign) for p, sign in parts if p in items), reverse=True)
                for _, part, sign in movable[: int(abs(off) / step)]:
                    move = step.copy_sign(off) * sign
                    exact[part][j] = figures[part] + move.scaleb(self.house.scale)

    def add_dollars(self, rows: list[Row]) -> None:
        sign = {"USD": "$", "GBP": "£"}[self.house.currency]
        amounts = [row for row in rows if row.kind != "heading"]
        for row in (amounts[0], amounts[-1]):
            for j, cell in enumerate(row.cells):
                if self.columns[j].kind == "amount" and cell.truths and self.truths[cell.truths[0]].unit != "count":
                    truth = self.truths[cell.truths[0]]
                    if truth.unit != "percent" and truth.printed[0].isdigit():
                        row.cells[j] = Cell([Piece(sign), *cell.pieces])

    def relations(self) -> list[tuple[str, frozenset[str]]]:
        found = []
        for j, column in enumerate(self.columns):
            if column.kind in ("amount", "translated", "difference", "member"):
                for total, parts in self.statement.sums:
                    members = [self.at.get((key, j)) for key in (total, *(part for part, _ in parts))]
                    if all(members):
                        kind = "footing" if all(sign > 0 for _, sign in parts) else "signed"
                        found.append((kind, frozenset(m for m in members if m)))
            if column.base is not None:
                for line in self.statement.lines:
                    keys = [self.at.get((line.key, k)) for k in (j, column.base, column.other) if k is not None]
                    if all(keys):
                        found.append((column.kind, frozenset(k for k in keys if k)))
        return found
