"""A small invented negotiation, put together by hand: the Saltmarsh strip."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from detente.model.actors import Actor
from detente.model.attribution import Attribution
from detente.model.claims import (
    Assessment,
    Claim,
    Commitment,
    Compliance,
    Contact,
    Link,
    NextStep,
    Note,
    Participant,
    Position,
    Progress,
    Proposal,
    Quantity,
    Reading,
    Relation,
    Statement,
    StatusBy,
    StickingPoint,
    Unknown,
    When,
)
from detente.model.dates import day, span_of_days
from detente.model.snapshot import (
    Change,
    Coverage,
    Delta,
    Entry,
    Held,
    Issue,
    Judgement,
    Party,
    Proposition,
    Refusal,
    Sighting,
    Snapshot,
    Standing,
)
from detente.model.text import Evidence, Report, Source, cite, make_report

TEXTS = {
    "wire": (
        "Harbour Wire",
        dt.date(2031, 3, 1),
        "Norland and Sudmark end third day of talks without a breakthrough\n\n"
        "PORT LEY - Envoys of Norland and Sudmark met for more than four hours in Port Ley on "
        "Friday, with Vesse mediating. “We will not leave the strip,” Sudmark's foreign minister "
        "Ada Lund said.\n\nNorland's long-standing demand that forces leave the Saltmarsh strip "
        "remains the main obstacle, a Vessian diplomat said.\n\nNeither side would say what the "
        "new draft contains.",
    ),
    "lantern": (
        "The Lantern",
        dt.date(2031, 3, 3),
        "Sudmark would accept observers in the strip if Norland first reopens the ferry, Lund "
        "told reporters. Norland's spokesman Per Holm called the 12-point plan “a good basis”. "
        "A 15-point version had been tabled in February.\n\nThe two sides are to meet again in "
        "Vesse on 12 March. Until the ferry runs, a deal is unlikely, said Mira Oake of the "
        "Strait Institute.",
    ),
    "radio": (
        "Coast Radio",
        dt.date(2031, 3, 5),
        "Norland has agreed to observers, its government said in a statement. Sudmark accepts "
        "the ferry timetable, according to Norland; Sudmark declined to comment on it. A secret "
        "meeting on 4 March was denied by Sudmark.",
    ),
}
RETRIEVED = dt.datetime(2031, 3, 5, 18, 0, tzinfo=dt.UTC)
REPORTS: dict[str, Report] = {
    key: make_report(
        text,
        key=key,
        retrieved=RETRIEVED,
        published=published,
        title=text.split("\n")[0] if key == "wire" else None,
        source=Source(outlet, f"https://{key}.example/{published}"),
    )
    for key, (outlet, published, text) in TEXTS.items()
}


def words(key: str, text: str) -> Evidence:
    """The words of a report of the sample, by what they are."""
    report = REPORTS[key]
    start = report.text.index(text)
    return cite(report, start, start + len(text))


def sighting(key: str, claim: Claim, *, origin: str | None = None) -> Sighting:
    """A claim as seen in a report of the sample."""
    report = REPORTS[key]
    return Sighting(
        claim=claim.id,
        report=report.id,
        outlet=report.source.name,
        address=report.source.address,
        title=report.title,
        published=report.published,
        origin=origin or report.id,
        entered=RETRIEVED,
        body=claim,
    )


def entry(*seen: tuple[str, Claim], **fields: object) -> Entry:
    """An entry of one or more sightings, (report key, claim) each."""
    claim = seen[0][1]
    sightings = tuple(sighting(key, body) for key, body in seen)
    made = Entry(
        id=hashlib.sha256(f"{claim.family}{claim.id}".encode()).hexdigest()[:12],
        family=claim.family,
        claim=claim,
        sightings=sightings,
        origins=len({s.origin for s in sightings}),
        roots=len({s.origin for s in sightings}),
        outlets=len({s.outlet for s in sightings}),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


LEAVE = words("wire", "demand that forces leave the Saltmarsh strip")
demand = Position(
    evidence=(LEAVE,),
    actor="Norland",
    issue="the Saltmarsh strip",
    stance="demands",
    firmness="long-standing",
    voice="own",
    proposition="forces leave the Saltmarsh strip",
    rule="en.position.demand@1",
    confidence=0.9,
)
refusal = Position(
    evidence=(words("wire", "“We will not leave the strip,”"),),
    actor="Sudmark",
    issue="the strip",
    stance="rejects",
    voice="own",
    reported_by="Ada Lund",
    proposition="forces leave the Saltmarsh strip",
    level="stated_red_line",
    rule="en.position.refusal@2",
    confidence=0.8,
)
observers_if = Position(
    evidence=(
        words(
            "lantern",
            "Sudmark would accept observers in the strip if Norland first reopens the ferry",
        ),
    ),
    actor="Sudmark",
    issue="observers in the strip",
    stance="conditionally_accepts",
    condition="if Norland first reopens the ferry",
    voice="own",
    reported_by="Ada Lund",
    proposition="observers in the strip",
)
observers = Position(
    evidence=(words("radio", "Norland has agreed to observers"),),
    actor="Norland",
    issue="observers",
    stance="accepts",
    voice="own",
    reported_by="Government of Norland",
    proposition="observers in the strip",
)
timetable = Position(
    evidence=(words("radio", "Sudmark accepts the ferry timetable"),),
    actor="Sudmark",
    issue="the ferry timetable",
    stance="accepts",
    voice="counterpart",
    reported_by="Norland",
    hedged=True,
    proposition="the ferry runs to the timetable",
)
said = Statement(
    evidence=(words("wire", "“We will not leave the strip,”"),),
    speaker="Ada Lund",
    kind="direct",
    cue=words("wire", "said"),
    quoted=(words("wire", "We will not leave the strip,"),),
    source=words("wire", "Sudmark's foreign minister Ada Lund"),
    reported_by="Ada Lund",
    chain=(Link("Ada Lund", words("wire", "Ada Lund said")),),
)
declined = Statement(
    evidence=(words("radio", "Sudmark declined to comment on it"),),
    speaker="Sudmark",
    kind="indirect",
    reported_by="Sudmark",
)
met = Contact(
    evidence=(
        words("wire", "Envoys of Norland and Sudmark met for more than four hours in Port Ley"),
        words("wire", "with Vesse mediating"),
    ),
    kind="talks",
    participants=(
        Participant("Norland", "party"),
        Participant("Sudmark", "party"),
        Participant("Vesse", "mediator"),
    ),
    status="held",
    place="Port Ley",
    days=day(dt.date(2031, 2, 28)),
    date_text="on Friday",
    duration_text="more than four hours",
    format="direct",
    statuses=(StatusBy("held", "narrator"),),
    when=When(day(dt.date(2031, 2, 28)), words("wire", "on Friday")),
)
next_round = Contact(
    evidence=(words("lantern", "The two sides are to meet again in Vesse on 12 March"),),
    kind="meeting",
    participants=(Participant("Norland"), Participant("Sudmark")),
    status="planned",
    place="Vesse",
    days=day(dt.date(2031, 3, 12)),
    date_text="on 12 March",
)
secret = Contact(
    evidence=(words("radio", "A secret meeting on 4 March was denied by Sudmark"),),
    kind="meeting",
    participants=(Participant("Norland"), Participant("Sudmark")),
    status="denied",
    days=day(dt.date(2031, 3, 4)),
    statuses=(StatusBy("denied", "Sudmark"),),
)
plan = Proposal(
    evidence=(words("lantern", "the 12-point plan"),),
    name="12-point plan",
    points=12,
    revised_from="A 15-point version",
    status="“a good basis”",
    stage="agreed_in_principle",
)
obstacle = StickingPoint(
    evidence=(
        words(
            "wire",
            "Norland's long-standing demand that forces leave the Saltmarsh strip "
            "remains the main obstacle",
        ),
    ),
    issue="Norland's demand that forces leave the Saltmarsh strip",
    reported_by="unnamed: a Vessian diplomat",
)
basis = Assessment(
    evidence=(words("lantern", "“a good basis”"),),
    by="Per Holm",
    about="the 12-point plan",
    polarity="positive",
)
forecast = Assessment(
    evidence=(words("lantern", "Until the ferry runs, a deal is unlikely"),),
    by="Mira Oake",
    about="a deal",
    polarity="conditional",
    condition="Until the ferry runs",
    reported_by="Mira Oake",
)
meet_again = NextStep(
    evidence=(words("lantern", "to meet again in Vesse on 12 March"),),
    what="meet again in Vesse",
    who=("Norland", "Sudmark"),
    days=span_of_days(dt.date(2031, 3, 12), dt.date(2031, 3, 13)),
)
draft = Unknown(
    evidence=(words("wire", "Neither side would say what the new draft contains"),),
    what="what the new draft contains",
    withheld_by=("Norland", "Sudmark"),
)
hours = Quantity(
    evidence=(words("wire", "more than four hours"),),
    value=">4",
    unit="hours",
)
no_breakthrough = Progress(
    evidence=(words("wire", "without a breakthrough"),), label="no_breakthrough"
)
ferry_first = Relation(
    evidence=(words("lantern", "if Norland first reopens the ferry"),),
    first="Norland reopens the ferry",
    second="observers in the strip",
    order="before",
    by="Sudmark",
)

owed = Commitment(
    evidence=(words("radio", "Sudmark accepts the ferry timetable"),),
    by="Sudmark",
    what="keep the ferry timetable",
    to=("Norland",),
    agreement="the ferry timetable",
    days=span_of_days(dt.date(2031, 4, 1), dt.date(2031, 4, 2)),
)
unmet = Compliance(
    evidence=(words("radio", "A secret meeting on 4 March was denied by Sudmark"),),
    by="Sudmark",
    commitment="the ferry timetable",
    act="violated",
    told_by="Norland",
    denied_by=("Sudmark",),
)

PARTIES = (
    Party(id="a-1", name="Norland", kind="state", names=("Norland",), is_party=True),
    Party(id="a-2", name="Sudmark", kind="state", names=("Sudmark",), is_party=True),
    Party(
        id="a-3",
        name="Ada Lund",
        kind="person",
        names=("Ada Lund", "Lund"),
        role="foreign minister",
        acts_for="Sudmark",
        authority="principal",
    ),
)
ISSUES = (
    Issue(
        id="i-1",
        name="The Saltmarsh strip",
        definition="Who holds and who watches the strip.",
        propositions=(
            Proposition(id="p-1", issue="i-1", text="forces leave the Saltmarsh strip"),
            Proposition(id="p-2", issue="i-1", text="observers in the strip"),
        ),
    ),
    Issue(
        id="i-2",
        name="The ferry",
        propositions=(Proposition(id="p-3", issue="i-2", text="the ferry runs to the timetable"),),
    ),
)


def held(made: Entry, since: dt.date | None = None, **fields: object) -> Held:
    """A stance in a cell, from the entry of a position."""
    assert isinstance(made.claim, Position)
    seen = Held(entry=made, position=made.claim, since=since or made.first_published)
    return replace(seen, **fields)  # type: ignore[arg-type]


JUDGEMENT = Judgement(
    id=1,
    target="x",
    verdict="accepted",
    fields=(),
    by="rosa",
    why="checked against the recording",
    at=RETRIEVED,
    mark="internal",
)
E_DEMAND = entry(
    ("wire", demand),
    ("lantern", replace(demand, evidence=(words("lantern", "Norland first reopens the ferry"),))),
    issue="i-1",
    proposition="p-1",
    actors=("Norland",),
)
E_REFUSAL = entry(
    ("wire", refusal),
    issue="i-1",
    proposition="p-1",
    actors=("Sudmark",),
    review="accepted",
    judgements=(JUDGEMENT,),
)
E_IF = entry(("lantern", observers_if), issue="i-1", proposition="p-2", actors=("Sudmark",))
E_OBSERVERS = entry(("radio", observers), issue="i-1", proposition="p-2", actors=("Norland",))
E_TIMETABLE = entry(("radio", timetable), issue="i-2", proposition="p-3", actors=("Sudmark",))
E_MET = entry(
    ("wire", met),
    status_line="held (one outlet)",
    statuses=(StatusBy("held", "narrator"),),
    actors=("Norland", "Sudmark", "Vesse"),
)
E_NEXT = entry(("lantern", next_round), status_line="planned (one outlet)")
E_SECRET = entry(("radio", secret), status_line="denied (per Sudmark)")
E_PLAN = entry(("lantern", plan))
E_OBSTACLE = entry(("wire", obstacle))
E_BASIS = entry(("lantern", basis))
E_FORECAST = entry(("lantern", forecast))
E_STEP = entry(("lantern", meet_again))
E_DRAFT = entry(("wire", draft))
E_PROGRESS = entry(("wire", no_breakthrough))
E_RELATION = entry(("lantern", ferry_first))
E_SAID = entry(("wire", said))
E_DECLINED = entry(("radio", declined), issue="i-2", proposition="p-3")
E_HOURS = entry(("wire", hours))

SNAPSHOT = Snapshot(
    as_of=dt.date(2031, 3, 6),
    coverage=Coverage(
        reports=3,
        outlets=3,
        origins=3,
        first=dt.date(2031, 3, 1),
        last=dt.date(2031, 3, 5),
        left_out=1,
        notes=2,
        entries=19,
        reviewed=1,
    ),
    parties=PARTIES,
    issues=ISSUES,
    standings=(
        Standing(
            party="a-1", issue="i-1", proposition="p-1", own=(held(E_DEMAND),), stance="demands"
        ),
        Standing(
            party="a-2", issue="i-1", proposition="p-1", own=(held(E_REFUSAL),), stance="rejects"
        ),
        Standing(
            party="a-1", issue="i-1", proposition="p-2", own=(held(E_OBSERVERS),), stance="accepts"
        ),
        Standing(
            party="a-2",
            issue="i-1",
            proposition="p-2",
            own=(held(E_IF),),
            stance="conditionally_accepts",
        ),
        Standing(
            party="a-2",
            issue="i-2",
            proposition="p-3",
            others=(held(E_TIMETABLE),),
            conflict=True,
        ),
    ),
    refusals=(Refusal(party="a-2", entry=E_DECLINED),),
    contacts=(E_MET, E_NEXT, E_SECRET),
    proposals=(E_PLAN,),
    sticking_points=(E_OBSTACLE,),
    assessments=(E_BASIS, E_FORECAST),
    next_steps=(E_STEP,),
    unknowns=(E_DRAFT,),
    progress=(E_PROGRESS,),
    relations=(E_RELATION,),
)
DELTA = Delta(
    since="2031-03-02",
    until="2031-03-06",
    changes=(
        Change(
            kind="new",
            family="positions",
            entry=E_OBSERVERS,
            text="Norland accepts: observers in the strip",
            basis=(E_OBSERVERS.id,),
        ),
        Change(
            kind="changed",
            family="positions",
            entry=E_IF,
            text="Sudmark on observers in the strip",
            before="rejects",
            after="accepts on a condition",
            basis=(E_IF.id, E_REFUSAL.id),
        ),
        Change(
            kind="contradicted",
            family="contacts",
            entry=E_SECRET,
            text="meeting of Norland and Sudmark, 4 Mar 2031",
            before="held",
            after="denied",
            basis=(E_SECRET.id,),
        ),
    ),
    repeats=4,
    reports=2,
    copies=1,
    left_out=1,
)
READING = Reading(
    report=REPORTS["wire"],
    reader="rules@1",
    actors=(
        Actor(
            name="Ada Lund",
            kind="person",
            role="foreign minister",
            acts_for="Sudmark",
            authority="principal",
            mentions=(words("wire", "Ada Lund"),),
        ),
    ),
    claims=(no_breakthrough, met, said, refusal, demand, obstacle, draft, hours),
    attributions=(
        Attribution(
            content=said.main, source=said.source, cue=said.cue, rule="en.speech@1", confidence=0.9
        ),
    ),
    notes=(
        Note(kind="doubt", message="who “neither side” is", evidence=words("wire", "Neither")),
    ),
)
