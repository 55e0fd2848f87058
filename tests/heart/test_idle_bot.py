"""What an idle bot holds in memory: nothing that only pictures, sheets, prints or other stores need."""

import subprocess
import sys

HEAVY = {
    *("PIL", "python_calamine", "xlsxwriter", "reportlab", "pypdf", "zxingcpp", "captcha", "rapidfuzz", "lokal"),
    *("alembic", "psycopg", "obstore", "prometheus_client", "aiohttp.web"),
}


def test_what_is_needed_now_and_then_comes_in_when_it_is_needed() -> None:
    """Each of them is megabytes, of which a small machine has few."""
    looked = f"import sys, bot.__main__; print(*sorted({HEAVY} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
