"""The calendar: which words of a text tell a time, and which days they mean."""

from sayso.knowledge.calendar.find import Expression, expressions, expressions_of_text, find_periods
from sayso.knowledge.calendar.forms import CalendarWords, calendar_words

__all__ = [
    "CalendarWords", "Expression", "calendar_words", "expressions", "expressions_of_text", "find_periods",
]  # fmt: skip
