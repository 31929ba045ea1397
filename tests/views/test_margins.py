from __future__ import annotations

from dataclasses import replace

from detente.model.answers import ReportClaim
from detente.model.claims import Quantity
from detente.views.margins import departs_text, elsewhere_text, is_new, margin_text
from tests.views.sample import basis, demand, entry, plan, refusal, said, secret, words


def test_the_margin_does_not_repeat_the_marked_words() -> None:
    assert margin_text(said) == "Ada Lund, quoted"
    assert said.main.text not in margin_text(said)
    assert (
        margin_text(replace(said, kind="indirect", hedged=True)) == "Ada Lund, reported (hedged)"
    )
    assert basis.main.text not in margin_text(basis)
    assert margin_text(demand).startswith("Norland demands: forces leave the Saltmarsh strip")


def test_what_stands_here_alone_gets_no_remark() -> None:
    found = ReportClaim(claim=said, entry=entry(("wire", said)), agrees=0)
    assert (elsewhere_text(found), departs_text(found)) == (None, None)
    assert is_new(found)


def test_what_was_said_before_names_where_first() -> None:
    again = replace(demand, evidence=(words("radio", "Norland has agreed to observers"),))
    both = entry(("wire", demand), ("radio", again))
    later = ReportClaim(claim=again, entry=both, agrees=1)
    first = ReportClaim(claim=demand, entry=both, agrees=1)
    assert elsewhere_text(later) == "also in 1 other text, first in Harbour Wire, 1 Mar 2031"
    assert elsewhere_text(first) == "first here, then in 1 other text"
    assert (is_new(first), is_new(later)) == (True, False)


def test_a_number_elsewhere_is_not_taken_for_the_same() -> None:
    points = Quantity(evidence=(words("lantern", "12-point"),), value="12", unit="points")
    found = ReportClaim(claim=points, entry=entry(("lantern", points)), agrees=3)
    assert elsewhere_text(found) is None
    assert not is_new(found)


def test_accounts_that_differ_are_said() -> None:
    against = ReportClaim(
        claim=demand, entry=entry(("wire", demand)), agrees=0, departs=(entry(("wire", refusal)),)
    )
    assert departs_text(against) == "against 1 entry of the record"
    told = entry(("radio", secret), status_line="held (per Norland; Sudmark denies)")
    contact = ReportClaim(claim=secret, entry=told, agrees=0, departs=(told,))
    assert departs_text(contact) == "accounts differ: held (per Norland; Sudmark denies)"
    counted = entry(("lantern", plan), ("lantern", replace(plan, points=15)))
    points = ReportClaim(claim=plan, entry=counted, agrees=0, departs=(counted,))
    assert departs_text(points) == "counts differ: 12, 15 points"
