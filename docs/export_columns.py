"""The columns of docs/exports.md, written from their table: `make docs`; a test fails where they differ."""

from __future__ import annotations

from pathlib import Path

from sayso.export.columns import columns_of

PAGE = Path(__file__).with_name("exports.md")
TABLES = ("claims", "figures")


def section(table: str) -> str:
    """What stands between the marks of a table: a row a column."""
    rows = ["| column | holds | what it means | HXL |", "|---|---|---|---|"]
    for column in columns_of(table):
        tag = f"`{column.tag}`" if column.tag else ""
        rows.append(f"| `{column.name}` | {column.holds} | {column.about} | {tag} |")
    return "\n".join(rows) + "\n"


def page(text: str) -> str:
    """A page with the sections of all tables as they are now."""
    for table in TABLES:
        before, begin, rest = text.partition(f"<!-- {table} -->\n")
        _, end, after = rest.partition(f"<!-- /{table} -->")
        text = before + begin + section(table) + end + after
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
