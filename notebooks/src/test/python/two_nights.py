"""Opens a lake, lets another night be published, and reads: prints the weeks of the first night."""

import os
import sys
from pathlib import Path

sys.path.insert(0, os.getcwd())
from tables import Tables

lake = Path(sys.argv[1])
tables = Tables(lake)
(lake / "next").symlink_to(lake / "second")
(lake / "next").rename(lake / "tables")
print(tables.sql("SELECT count(*) AS weeks FROM weekly").weeks[0])
