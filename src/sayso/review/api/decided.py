"""Decisions as a request brings them: each act with just what it says.

    {"act": "correct", "about": "9f2c41b07d35e8a6", "values": {"quantity.value": 15}, "seen": 0}

What the fields of a claim may say is checked when the decision is taken: `sayso.ruling.fields`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from sayso.records import ACTS, Decision, Evidence, Kind, Sensitivity
from sayso.review.api.asked import ClaimId, Digest
from sayso.ruling.fields import LARGEST
from sayso.ruling.wellformed import LONGEST_TEXT
from sayso.store import Ledger

MOST_TARGETS: Final = 200
MOST_AT_ONCE: Final = 100  # claims accepted together
ONE_IN: Final = 20  # of them was opened before


def _different(ids: list[str]) -> list[str]:
    """The ids, none of which is there twice."""
    twice = sorted({each for each in ids if ids.count(each) > 1})
    if twice:
        raise ValueError(f"{twice[0]} is named twice")
    return ids


Reason = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
NeededReason = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=r"[^\s]")]
Offset = Annotated[int, Field(ge=0, le=2**31 - 1)]
Number = Annotated[int, Field(ge=0, le=LARGEST)]
Values = Annotated[
    dict[str, Any],
    Field(min_length=1, max_length=100, description="Fields of the claim by their names with dots."),
]
Different = Annotated[
    list[ClaimId], AfterValidator(_different), Field(json_schema_extra={"uniqueItems": True})
]
Targets = Annotated[Different, Field(min_length=1, max_length=MOST_TARGETS)]
About = Annotated[ClaimId, Field(description="The id of a claim.")]
AboutAny = Annotated[ClaimId | Digest, Field(description="The id of a claim, or the digest of a report.")]


class Given(BaseModel):
    """What any decision may say."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason | None = None

    def decision(self, who: str, at: datetime, ledger: Ledger) -> Decision:
        """The decision, of whoever takes it. Raises `NotInLedgerError` where it is about nothing."""
        fields = self.model_dump(by_alias=True, exclude_unset=True)
        about = fields.get("about")
        evidence = None
        if isinstance(about, dict):
            ledger.evidence(about["report"])
            evidence = Evidence(**about)
        elif about is not None:
            evidence = ledger.evidence(about)
        return Decision(
            fields["act"],
            who,
            at,
            evidence,
            tuple(fields.get("targets", ())),
            fields.get("values") or {},
            self.reason,
        )


class OnClaim(Given):
    """What a decision about one claim may say; `seen`: how many decisions about it one has seen."""

    about: About
    seen: Offset | None = None


class Accept(OnClaim):
    """The claim stands."""

    act: Literal["accept"]


class Approve(OnClaim):
    """A second person agrees with what was reviewed."""

    act: Literal["approve"]


class Reject(OnClaim):
    """The claim stands no longer."""

    act: Literal["reject"]


class Correct(OnClaim):
    """The claim stands with these values."""

    act: Literal["correct"]
    values: Values


class Choose(OnClaim):
    """The claim is to be believed before others that disagree with it."""

    act: Literal["choose"]
    targets: Targets


class Numbers(BaseModel):
    """What a figure is; null, or left out, is left to the words."""

    model_config = ConfigDict(extra="forbid")

    low: Number | None = None
    best: Number | None = None
    high: Number | None = None


class ChooseNumbers(OnClaim):
    """The figure of the claim's incident, kind and whom is what a person says."""

    act: Literal["choose"]
    values: Numbers


class From(BaseModel):
    """The claims of the incident that one leaves."""

    model_config = ConfigDict(extra="forbid")

    from_: Different = Field(alias="from", min_length=1, max_length=MOST_TARGETS)


class Move(OnClaim):
    """The claim belongs to the incident of others, and not to that of those it was with."""

    act: Literal["move"]
    targets: Targets
    values: From | None = None


class Merge(Given):
    """The incidents of these claims are one, with all their claims; the id of an incident is one of them."""

    act: Literal["merge"]
    targets: Annotated[Different, Field(min_length=2, max_length=MOST_TARGETS)]


class Split(Given):
    """These claims are another incident than those that stay."""

    act: Literal["split"]
    targets: Targets
    values: From


class NewClaim(BaseModel):
    """What names a claim that was missed: the report, what happened, and where its number stands."""

    model_config = ConfigDict(extra="forbid")

    report: Digest
    kind: Kind
    start: Offset
    end: Offset


class Add(Given):
    """A claim that was missed."""

    act: Literal["add"]
    about: NewClaim
    values: Values
    seen: Offset | None = None


class Comment(Given):
    """Words about a claim or a report."""

    act: Literal["comment"]
    about: AboutAny
    reason: NeededReason
    seen: Offset | None = None


class Label(BaseModel):
    """How sensitive something is."""

    model_config = ConfigDict(extra="forbid")

    sensitivity: Sensitivity


class Relabel(Given):
    """How sensitive a claim or a report is."""

    act: Literal["relabel"]
    about: AboutAny
    values: Label
    seen: Offset | None = None


class PartyLabel(Label):
    """How sensitive all is that names a party."""

    party: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]


class RelabelParty(Given):
    """How sensitive all claims are that name a party."""

    act: Literal["relabel"]
    values: PartyLabel


class Withdraw(Given):
    """Decisions are undone."""

    act: Literal["withdraw"]
    targets: Targets


class WithdrawReport(Given):
    """None of a report's claims stands."""

    act: Literal["withdraw"]
    about: Digest
    reason: NeededReason


_WITHOUT: Final = {  # the form of an act without these fields
    ("withdraw", "targets"): "withdraw a report",
    ("choose", "targets"): "choose numbers",
    ("relabel", "about"): "relabel a party",
}


def _act(given: Any) -> Any:
    """Which of the forms a decision has: its act, and of some acts what it does not name."""
    fields = given if isinstance(given, dict) else dict(given) if isinstance(given, Given) else {}
    act = fields.get("act")
    if not isinstance(act, str):
        return None
    forms = (form for (of, name), form in _WITHOUT.items() if of == act and name not in fields)
    return next(forms, act)


AnyDecision = Annotated[
    Annotated[Accept, Tag("accept")]
    | Annotated[Approve, Tag("approve")]
    | Annotated[Reject, Tag("reject")]
    | Annotated[Correct, Tag("correct")]
    | Annotated[Add, Tag("add")]
    | Annotated[Move, Tag("move")]
    | Annotated[Merge, Tag("merge")]
    | Annotated[Split, Tag("split")]
    | Annotated[Choose, Tag("choose")]
    | Annotated[ChooseNumbers, Tag("choose numbers")]
    | Annotated[Comment, Tag("comment")]
    | Annotated[Relabel, Tag("relabel")]
    | Annotated[RelabelParty, Tag("relabel a party")]
    | Annotated[Withdraw, Tag("withdraw")]
    | Annotated[WithdrawReport, Tag("withdraw a report")],
    Discriminator(
        _act,
        custom_error_type="act",
        custom_error_message=f"act: expected one of {', '.join(ACTS)}",
    ),
]


class Sample(BaseModel):
    """Claims to be accepted together, and those of them that were opened before."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[Different, Field(min_length=1, max_length=MOST_AT_ONCE)]
    sample_opened: Annotated[Different, Field(max_length=MOST_AT_ONCE)]
    reason: Reason | None = None

    def fault(self) -> str | None:
        """Why they are not accepted yet; None where the sample is large enough."""
        needed = -(-len(self.ids) // ONE_IN)
        opened = len(set(self.ids) & set(self.sample_opened))
        if opened >= needed:
            return None
        return f"of {len(self.ids)} claims {opened} were opened; open {needed} of them before accepting all"
