"""An Excel workbook on its way into a file: sheets of typed rows, one after the other, nothing held.

The XML of a sheet is put together here, since a library's cell objects take three times as long for a
hundred thousand rows. Format: Office Open XML, ECMA-376; read back by openpyxl in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import IO, Any, Final
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

MOST_ROWS: Final = 1_048_576  # of a sheet, by the format
MOST_CHARACTERS: Final = 32_767  # of a cell, by the format
_CUT: Final = " […]"
_NO_TEXT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)  # XML 1.0 cannot hold it
_AS_CODE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
_DAY_ZERO: Final = date(1899, 12, 30).toordinal()
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel counts a day that never was
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LEVEL: Final = 3  # of compression: beyond it files hardly get smaller
_BOLD, _DAY = 1, 2  # styles, by their place in `_STYLES`
_STYLES: Final = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)

Put = Callable[[Sequence[Any]], None]


@contextmanager
def workbook(out: IO[bytes]) -> Iterator[Workbook]:
    """A workbook that is written to `out`; it is whole when the block ends.

    >>> with workbook(file) as book, book.sheet("Claims", [24, 11], headers=1) as put:
    ...     put(["kind", "value"])
    ...     put(["killed", 12])
    """
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as parts:
        book = Workbook(parts)
        yield book
        book.finish()


class Workbook:
    """Sheets one after the other. `workbook` gives it."""

    def __init__(self, parts: ZipFile) -> None:
        self._parts = parts
        self._titles: list[str] = []

    @contextmanager
    def sheet(self, title: str, widths: Sequence[float], *, headers: int) -> Iterator[Put]:
        """A sheet whose first rows stay in sight; what it gives puts a row under those before.

        Rows are those that `MOST_ROWS` allows: whoever puts more must see to it.
        """
        self._titles.append(title)
        letters = [_letter(at) for at in range(len(widths))]
        with self._parts.open(f"xl/worksheets/sheet{len(self._titles)}.xml", "w", force_zip64=True) as file:
            file.write(_before(widths, headers).encode())
            number = 0

            def put(values: Sequence[Any]) -> None:
                nonlocal number
                number += 1
                style = f' s="{_BOLD}"' if number == 1 else ""
                cells = "".join(
                    _cell(f'r="{letter}{number}"', value, style)
                    for letter, value in zip(letters, values, strict=False)
                    if value is not None
                )
                file.write(f'<row r="{number}">{cells}</row>'.encode())

            yield put
            over = f'<autoFilter ref="A{headers}:{letters[-1]}{max(number, headers)}"/>'
            file.write(f"</sheetData>{over}</worksheet>".encode())

    def finish(self) -> None:
        """Writes what names the sheets and says how cells look."""
        numbers = range(1, len(self._titles) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(title)} sheetId="{at}" r:id="rId{at}"/>'
            for at, title in zip(numbers, self._titles, strict=True)
        )
        own = [("worksheet", f"worksheets/sheet{at}.xml") for at in numbers] + [("styles", "styles.xml")]
        named = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
        named += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in numbers]
        self._write(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        )
        self._write("xl/_rels/workbook.xml.rels", _relations(own))
        self._write("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        self._write("[Content_Types].xml", _content_types(named))
        self._parts.writestr("xl/styles.xml", _STYLES)

    def _write(self, name: str, xml: str) -> None:
        self._parts.writestr(name, _HEAD + xml)


def plain(text: str) -> str:
    """A text as a cell can hold it: without what XML has no sign for, cut where a cell ends."""
    told = _NO_TEXT.sub("\ufffd", text)
    return told if len(told) <= MOST_CHARACTERS else told[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _cell(place: str, value: Any, style: str) -> str:
    """A value as a cell of its type; a text is a text, whatever it looks like."""
    if isinstance(value, str):
        told = escape(_AS_CODE.sub("_x005F_", plain(value))).replace("\r", "_x000D_")
        return f'<c {place}{style} t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'
    if isinstance(value, bool):
        return f'<c {place}{style} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        if value < _FIRST_DAY:
            return _cell(place, value.isoformat(), style)
        return f'<c {place} s="{_DAY}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'
    return f"<c {place}{style}><v>{value}</v></c>"


def _before(widths: Sequence[float], headers: int) -> str:
    """A sheet up to its rows."""
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    pane = f'<pane ySplit="{headers}" topLeftCell="A{headers + 1}" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{views}<cols>{columns}</cols><sheetData>'


def _relations(named: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(named, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _content_types(named: Sequence[tuple[str, str]]) -> str:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    told = "".join(f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in named)
    defaults = (
        f'<Default Extension="rels" ContentType="{rels}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{told}</Types>'


def _letter(at: int) -> str:
    """The letters of a column: 0 is A, 26 AA."""
    first, last = divmod(at, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)
