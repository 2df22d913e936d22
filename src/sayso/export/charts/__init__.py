"""Figures as charts: ranges side by side, and a toll as it was known from day to day."""

from sayso.export.charts.files import write_chart
from sayso.export.charts.ranges import range_chart
from sayso.export.charts.toll import toll_chart

__all__ = ["range_chart", "toll_chart", "write_chart"]
