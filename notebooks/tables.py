"""The published tables of a lake. The only place with paths.

    from tables import Tables
    tables = Tables("../lake")
    tables.sql("SELECT week_start, output_tokens FROM weekly ORDER BY week_start")
"""

from datetime import datetime, timezone
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.dataset as ds


class Tables:
    """All tables of one night.

    LAKE/tables is a link that each night turns to a new folder. It is followed once, here, so whatever
    is read later comes from the same night, even when another is published meanwhile. A lake keeps the
    folders of the last nights for such readers.
    """

    def __init__(self, lake: str | Path):
        published = Path(lake).expanduser() / "tables"
        if not published.is_dir():
            raise FileNotFoundError(
                f"No tables in lake {Path(lake).absolute()}; "
                "run ./tokenlake nightly first, or name the lake in TOKENLAKE_LAKE"
            )
        self._root = published.resolve(strict=True)
        self._connection = duckdb.connect()
        for folder in sorted(self._root.iterdir()):
            if folder.is_dir():
                self._connection.register(folder.name, ds.dataset(folder, format="parquet"))

    def sql(self, query: str) -> pd.DataFrame:
        """The answer to a query over the tables, each of which has its own name."""
        return self._connection.sql(query).df()

    def written_at(self) -> datetime:
        """When the night wrote them, in UTC."""
        seconds = (self._root / "totals").stat().st_mtime
        return datetime.fromtimestamp(seconds, tz=timezone.utc)
