"""Files that are no case, whatever their names say."""

from __future__ import annotations

OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")

OF_ANOTHER_KIND: list[tuple[str, bytes, str]] = [
    ("empty.xlsx", b"", "is empty"),
    ("text.xlsx", b"id,name\n1,a\n", "is not an Excel workbook, whatever its name says"),
    ("old.xls", OLD_EXCEL + b"\0" * 600, "is an old Excel file (.xls)"),
    ("renamed.xlsx", OLD_EXCEL + b"\0" * 600, "is an old Excel file (.xls)"),
    ("secret.xlsx", OLD_EXCEL + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    ("cut.xlsx", b"PK\x03\x04" + b"\0" * 40, "is damaged"),
    ("~$case.xlsx", b"\x05user", "give that file"),
    ("links.csv", b"id\n", "give the folder that holds all of them"),
]
"""Name, content, and words of the message."""
