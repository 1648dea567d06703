"""Balances that lead to an account named without a word of closing, and the rows that move them."""

from __future__ import annotations

import extract
from extract.model import Fact

ROWS = [
    ("Ordinary shares issued", "$ 15", "$ 15"),
    ("Beginning balance", "(3,505)", "(4,746)"),
    ("Before reclassification", "67", "(760)"),
    ("Reclassified", "27", "—"),
    ("Change", "94", "(760)"),
    ("Less attributable to noncontrolling interests", "(2)", "6"),
    ("Translation adjustments", "$ (3,409)", "$ (5,512)"),
    ("Beginning balance", "(80,762)", "(80,673)"),
    ("Purchases", "(326)", "(345)"),
    ("Dispositions", "564", "136"),
    ("Shares held in treasury", "$ (80,524)", "$ (80,882)"),
]


def equity() -> list[Fact]:
    body = "".join(f"<tr><td>{label}</td><td>{a}</td><td>{b}</td></tr>" for label, a, b in ROWS)
    page = f"""<html><body><h2>Statement of changes in shareholders' equity</h2><table>
<tr><td>(In millions of dollars)</td><td>Three months ended June 30, 2023</td>
<td>Three months ended June 30, 2022</td></tr>
{body}</table></body></html>"""
    return list(extract.read(page.encode(), name="a.html").facts)


def test_the_row_to_which_all_before_adds_up_is_the_balance_at_the_end() -> None:
    kinds = {(f.label[-1], f.printed): f.period.kind for f in equity() if f.period is not None}
    assert kinds["Shares held in treasury", "$ (80,524)"] == "instant"
    assert kinds["Translation adjustments", "$ (3,409)"] == "instant"  # its subtotal is not added, `Less` is taken off
    assert kinds["Purchases", "(326)"] == "duration"
    assert kinds["Change", "94"] == "duration"


def test_rows_of_the_same_name_are_those_of_the_account_that_they_lead_to() -> None:
    opening = {f.label for f in equity() if f.label[-1] == "Beginning balance"}
    assert {label[-2] for label in opening} == {"Translation adjustments", "Shares held in treasury"}
    assert all(f.trusted for f in equity() if f.label[-1] == "Beginning balance")


def test_what_stands_before_the_first_opening_balance_may_be_a_balance_or_a_flow() -> None:
    issued = [f for f in equity() if f.label[-1] == "Ordinary shares issued"]
    assert issued and not any(f.trusted for f in issued)


def test_kinds_of_issued_shares_are_counted_on_a_day_beside_flows_and_balances() -> None:
    page = """<html><body><h2>主要な経営指標等の推移</h2><table>
<tr><td></td><td>2023年４月１日～2023年９月30日</td><td>2024年４月１日～2024年９月30日</td></tr>
<tr><td>売上高（百万円）</td><td>1,204</td><td>1,310</td></tr>
<tr><td>現金及び現金同等物の期末残高（百万円）</td><td>204</td><td>310</td></tr>
<tr><td>発行済株式総数（千株）</td><td></td><td></td></tr>
<tr><td>　普通株式</td><td>8,800</td><td>8,900</td></tr></table></body></html>"""
    shares = [f for f in extract.read(page.encode(), name="a.html").facts if f.label[-1] == "普通株式"]
    assert [f.period.kind for f in shares if f.period] == ["instant", "instant"]
