"""Files as one ZIP archive: the same bytes for the same files, whenever and by whomever."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# ZIP knows no time before 1980; a fixed one keeps the bytes the same.
_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP archive, by name, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP archive by name. Errors: zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
