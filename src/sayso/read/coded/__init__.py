"""Events as others coded them: a user's own files of ACLED and UCDP GED, row by row."""

from sayso.read.coded.event import NAMES, CodedEvent, Dataset
from sayso.read.coded.file import coded_events, coded_reports, dataset_of, is_coded

__all__ = ["NAMES", "CodedEvent", "Dataset", "coded_events", "coded_reports", "dataset_of", "is_coded"]
