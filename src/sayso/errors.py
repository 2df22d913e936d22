"""Everything Sayso raises for a person's mistake. The command line prints one line for each and goes on.

    SaysoError
    ├── ReportError      a file or report that cannot be read
    ├── LexiconError     faults in lexicon files, all of them together
    ├── MappingError     faults in what a spreadsheet's columns are said to mean, all of them together
    ├── SettingsError    a setting that is unknown or out of its range
    ├── KnowledgeError   a gazetteer or party table that cannot be used
    ├── PolicyError      faults in a file of policies, all of them together
    ├── QuestionError    faults in a file of questions, or a question that cannot be asked
    ├── LedgerError      a ledger that cannot be opened, read or written to
    ├── ChartError       a chart that cannot be written
    ├── ExportError      an export that cannot be written, or not over what is there
    ├── DisclosureError  somebody who may not asks for what is withheld
    ├── DecisionError    a decision that cannot be taken, with all its faults
    │   ├── RulingConflictError  somebody else ruled on the same claim in the meantime
    │   └── NotInLedgerError     what a decision or a question names is not there
    ├── AccountError     an account that cannot be made or changed as asked
    │   ├── LogInError       name or password is wrong
    │   └── LogInPausedError   too many failed to log in; it says when to try again
    ├── TooManyImportsError  more is brought to the review application than it can take now
    └── EvaluationError  annotated reports that cannot be scored, or a floor that would be lowered

A difficulty in the text of a report is no error but a `Doubt`.
"""

from __future__ import annotations

from datetime import timedelta


class SaysoError(Exception):
    """Base of all: `str(error)` is the line to show."""


class ReportError(SaysoError):
    """A report that cannot be read: which file, which line where it is known, and what was expected."""

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = path, reason, line
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")


class LexiconError(SaysoError):
    """Faults of lexicon files: `faults` has a line for each (file:line, what is there, what was expected)."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class MappingError(SaysoError):
    """Faults of a column mapping: `faults` has a line for each, as those of a `LexiconError`."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class SettingsError(SaysoError):
    """A setting that is unknown, of the wrong type or out of its range."""


class KnowledgeError(SaysoError):
    """A gazetteer or party table that cannot be used."""


class PolicyError(SaysoError):
    """Faults of a file of policies: `faults` has a line for each (file:line, what is there, what was
    expected).
    """

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class QuestionError(SaysoError):
    """Faults of a file of questions, or of one question: `faults` has a line for each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class LedgerError(SaysoError):
    """A ledger that cannot be opened, read or written to: where it is (no password shown) and why."""

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}")


class ChartError(SaysoError):
    """A chart that cannot be written, or not as the file's name asks."""


class ExportError(SaysoError):
    """An export that cannot be written where it should, or not over a file that is there."""


class DisclosureError(SaysoError):
    """Somebody asks for what is withheld, and may not have it."""


class DecisionError(SaysoError):
    """A decision that cannot be taken: `faults` has a line for each thing that is wrong with it."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


class RulingConflictError(DecisionError):
    """Somebody else ruled on the same claim since it was last looked at; nothing was recorded."""


class NotInLedgerError(DecisionError):
    """No report, claim, incident or decision of the ledger goes by what was named."""


class AccountError(SaysoError):
    """An account that cannot be made or changed as asked."""


class LogInError(AccountError):
    """Name or password is wrong; which of them is not told."""


class LogInPausedError(AccountError):
    """Too many failed to log in under a name or from an address: `wait` is how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = -(-int(wait.total_seconds()) // 60)
        super().__init__(f"too many failed to log in; try again in {minutes} minutes")


class TooManyImportsError(SaysoError):
    """More imports of the review application wait than may; nothing was taken."""


class EvaluationError(SaysoError):
    """Annotated reports that cannot be scored, or a floor that would be lowered."""
