"""What a Neo4j server needs on this machine: a Java that is new enough, and its jars from Maven."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

POM = Path(__file__).parent / "pom.xml"
LTS, NEWEST = "5.26.30", "2026.08.1"
NEEDS_JAVA = {LTS: 17, NEWEST: 21}
REQUIRE, VERSION = "EXCHANGE_REQUIRE_NEO4J", "EXCHANGE_NEO4J_VERSION"


class Missing(Exception):
    """This machine cannot run the server; the text says what it lacks."""


def java_for(version: str) -> str:
    """A Java executable that can run this server: JAVA_HOME, the PATH, or another one installed."""
    homes = [os.environ.get("JAVA_HOME", ""), *sorted(map(str, Path("/usr/lib/jvm").glob("*")))]
    candidates = [shutil.which("java"), *(shutil.which("java", path=f"{home}/bin") for home in homes if home)]
    for java in candidates:
        if java and _release(java) >= NEEDS_JAVA[version]:
            return java
    raise Missing(f"Neo4j {version} needs Java {NEEDS_JAVA[version]} or later, which was not found")


@cache
def _release(java: str) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


@cache
def lacking(version: str) -> str | None:
    """What this machine lacks to run that server; None if it has all."""
    try:
        java_for(version)
        classpath(version)
    except Missing as missing:
        return str(missing)
    return None


def classpath(version: str) -> str:
    """The jars of the community server, resolved by Maven once a machine."""
    kept = Path(tempfile.gettempdir()) / f"exchange-graph-neo4j-{version}.classpath"
    if not (kept.exists() and all(Path(jar).exists() for jar in kept.read_text().split(os.pathsep))):
        _resolve(version, kept)
    return kept.read_text()


def _resolve(version: str, kept: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing("Maven was not found: it brings the Neo4j server for these tests")
    written = kept.with_suffix(f".{os.getpid()}")
    command = [
        maven, "-q", "-B", "-f", str(POM), f"-Dneo4j.version={version}", "dependency:build-classpath",
        f"-Dmdep.outputFile={written}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode or not written.exists():
        raise Missing(f"Maven could not bring Neo4j {version}: {done.stdout[-500:]}{done.stderr[-500:]}")
    written.replace(kept)
