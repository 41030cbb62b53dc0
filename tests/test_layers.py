"""The two storeys and the direction of the arrows: pyproject.toml states the rules, import-linter holds them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_rooms_import_only_rooms_before_them() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_a_script_that_uses_the_engine_loads_no_screen() -> None:
    code = "import sys, sources.desk; print([m for m in sys.modules if m.split('.')[0] in ('textual', 'tui')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
