"""The pages that the benchmark adds have to be pages like any other, or it would measure something else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_generated_pages_pass_the_check(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(PROJECT / "docs", docs)
    before = len(list(docs.rglob("*.md")))
    subprocess.run(
        [sys.executable, PROJECT / "tools/benchmarks/generate_pages.py", "40", "--docs", docs], check=True
    )
    assert len(list(docs.rglob("*.md"))) == before + 40
    subprocess.run([sys.executable, PROJECT / "hooks/check_pages.py", docs], check=True)
