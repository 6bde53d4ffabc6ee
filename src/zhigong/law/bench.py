"""``bench law``: one claim, a full case, and a batch through the command line, beside OpenFisca.

The yardstick is openfisca-core with its country template in the same run: a person for a claim, eight of
a person's variables for eight claims, and as many persons as claims from JSON lines to JSON lines. It
computes 32-bit floats on arrays and gives no working in the batch; the table says so.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.law import sheets
from zhigong.law.core.result import Translate
from zhigong.law.language import translator
from zhigong.law.rulebook import RULES, assess

CLAIMS = 100_000
FEW = 10_000
SAMPLE = 500
PERIOD = "2024-01"
VARIABLES = (
    "income_tax", "social_security_contribution", "basic_income", "age",
    "disposable_income", "total_taxes", "total_benefits", "housing_allowance",
)  # fmt: skip

CASE: dict[str, Any] = {
    "place": "510100",
    "claims": [
        {"rule": "severance", "hire": "2019-03-10", "end": "2024-09-09", "monthly_wage": "6200", "ending": "38"},
        {"rule": "double_wage", "hire": "2019-03-10", "contract_signed": "2019-08-15", "monthly_wage": "5800"},
        {"rule": "overtime", "monthly_wage": "6200", "workday_hours": "34", "rest_days": "12", "holiday_days": "3"},
        {"rule": "annual_leave_days", "service_years": "12", "left": "2024-09-09", "taken": "2"},
        {"rule": "unused_leave", "monthly_wage": "6200", "days": "4"},
        {"rule": "wage_arrears", "start": "2024-06-01", "end": "2024-09-09", "monthly_wage": "6200", "paid": "6000"},
        {"rule": "probation_damages", "contract_months": 12, "served_months": "3", "full_wage": "5800"},
        {"rule": "limitation", "claim": "severance", "known": "2024-09-09", "filed": "2025-03-01"},
    ],
}  # fmt: skip
ONE = {"place": CASE["place"], "claims": CASE["claims"][:1]}


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of the table: what was measured, our seconds, the yardstick's, and how many at once."""

    what: str
    ours: float
    theirs: float | None
    count: int = 1
    note: str = ""


def seconds(work: Callable[[], object], repeat: int = 5, enough: float = 0.2) -> float:
    """The best time of one call, over rounds long enough to trust the clock."""
    loops, best = 1, float("inf")
    for _ in range(repeat):
        while True:
            begun = time.perf_counter()
            for _ in range(loops):
                work()
            spent = time.perf_counter() - begun
            if spent >= enough or loops >= 100_000:
                break
            loops *= 4
        best = min(best, spent / loops)
    return best


def main(arguments: list[str]) -> int:
    """Measure and print the table; ``--json`` for programs. Exit status 0."""
    translate = translator(os.environ.get("ZHIGONG_LANG", ""))
    yardstick = OpenFisca.found()
    measures = [*_singles(yardstick), *_batches(yardstick)]
    if "--json" in arguments:
        _write(msgspec.json.encode([_plain(measure) for measure in measures]).decode() + "\n")
        return 0
    _write(_table(measures, yardstick, translate))
    return 0


def _write(text: str, stream: IO[str] | None = None) -> None:
    (stream or sys.stdout).write(text)


def _singles(yardstick: OpenFisca | None) -> Iterator[Measure]:
    encode = msgspec.json.encode
    yield Measure(
        gettext_noop("一项请求，含过程"),
        seconds(lambda: assess(ONE)),
        seconds(lambda: yardstick.person(VARIABLES[:1])) if yardstick else None,
        note=gettext_noop("标尺：一个人，一个变量，不带过程"),
    )
    yield Measure(
        gettext_noop("八项请求的案件，含过程"),
        seconds(lambda: assess(CASE)),
        seconds(lambda: yardstick.person(VARIABLES)) if yardstick else None,
        note=gettext_noop("标尺：一个人，八个变量，不带过程"),
    )
    whole = {**CASE, "case": True}
    yield Measure(
        gettext_noop("同上，加整案分析，写成 JSON"),
        seconds(lambda: encode(assess(whole))),
        seconds(lambda: yardstick.traced(VARIABLES)) if yardstick else None,
        note=gettext_noop("标尺：八个变量，带过程（trace）"),
    )


def _batches(yardstick: OpenFisca | None) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.jsonl"), Path(folder, "many.jsonl")
        few.write_bytes(b"".join(mixed(FEW)))
        many.write_bytes(b"".join(mixed(CLAIMS)))
        _, flat = _command(few)
        spent, peak = _command(many)
        theirs = yardstick.batch(CLAIMS) if yardstick else None
        memory = f"{flat} → {peak} MB"
        what = gettext_noop("十万项混合请求，命令行 JSON 进出")
        yield Measure(what, spent, theirs, CLAIMS, memory)
        yield Measure(
            gettext_noop("同上，标尺逐人带过程"),
            spent,
            yardstick.one_by_one(CLAIMS) if yardstick else None,
            CLAIMS,
            gettext_noop("标尺：一个变量，由500人推算"),
        )


def mixed(count: int) -> Iterator[bytes]:
    """Claims of every rule in turn, as lines of JSON: the rules' own examples with changing sums."""
    examples = [
        {"rule": name, **example} for name, rule in RULES.items() for example in rule.examples
    ]
    encode = msgspec.json.encode
    for number in range(count):
        claim = dict(examples[number % len(examples)])
        if "monthly_wage" in claim:
            claim["monthly_wage"] = f"{3000 + number % 7000}.50"
        yield encode({"place": "510100", "id": number, "claims": [claim]}) + b"\n"


def _command(path: Path) -> tuple[float, int]:
    """Seconds and peak megabytes (of the largest process) of ``law assess --jsonl`` on a file."""
    begun = time.perf_counter()
    words = [sys.executable, "-m", "zhigong.program", "law", "assess", "--jsonl", str(path)]
    with open(os.devnull, "wb") as nowhere:
        subprocess.run(words, stdout=nowhere, check=True)  # noqa: S603 - our own interpreter
    spent = time.perf_counter() - begun
    return spent, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


class OpenFisca:
    """The yardstick: openfisca-core with openfisca-country-template. Only ever a tool of this bench."""

    def __init__(self, system: Any, builder: Any) -> None:
        self.system, self.builder = system, builder

    @classmethod
    def found(cls) -> OpenFisca | None:
        """The yardstick, or ``None`` where it is not installed."""
        try:
            template = import_module("openfisca_country_template")
            builder = import_module("openfisca_core.simulation_builder")
        except ImportError:
            return None
        return cls(template.CountryTaxBenefitSystem(), builder.SimulationBuilder)

    def _situation(self) -> dict[str, Any]:
        person = {
            "salary": {PERIOD: 6200},
            "birth": {"ETERNITY": "1985-05-01"},
            **{name: {PERIOD: None} for name in ("income_tax",)},
        }
        return {
            "persons": {"worker": person},
            "households": {
                "home": {"adults": ["worker"], "rent": {PERIOD: 1500}},
            },
        }

    def _simulation(self) -> Any:
        return self.builder().build_from_entities(self.system, self._situation())

    def person(self, variables: tuple[str, ...]) -> list[Any]:
        """One person from a dictionary, some variables of one month."""
        simulation = self._simulation()
        return [simulation.calculate(name, PERIOD) for name in variables]

    def traced(self, variables: tuple[str, ...]) -> str:
        """The same with its computation recorded and written out."""
        simulation = self._simulation()
        simulation.trace = True
        for name in variables:
            simulation.calculate(name, PERIOD)
        return "\n".join(simulation.tracer.computation_log.lines())

    def one_by_one(self, count: int) -> float:
        """Seconds for as many persons each with its working, reckoned from 500 of them."""
        begun = time.perf_counter()
        for _ in range(SAMPLE):
            self.traced(VARIABLES[:1])
        return (time.perf_counter() - begun) / SAMPLE * count

    def batch(self, count: int) -> float:
        """Seconds for persons read from JSON lines, computed as arrays, written as JSON lines."""
        numpy = import_module("numpy")
        encode, decode = msgspec.json.encode, msgspec.json.decode
        source = b"\n".join(encode({"id": n, "salary": 3000 + n % 7000}) for n in range(count))
        begun = time.perf_counter()
        rows = [decode(line) for line in io.BytesIO(source)]
        simulation = self.builder().build_default_simulation(self.system, count=count)
        simulation.set_input("salary", PERIOD, numpy.array([row["salary"] for row in rows]))
        found = simulation.calculate("income_tax", PERIOD)
        b"\n".join(encode({"id": n, "income_tax": float(v)}) for n, v in enumerate(found))
        return time.perf_counter() - begun


def _plain(measure: Measure) -> dict[str, Any]:
    return {
        "what": measure.what,
        "seconds": measure.ours,
        "count": measure.count,
        "yardstick_seconds": measure.theirs,
        "note": measure.note,
    }


def _table(measures: list[Measure], yardstick: OpenFisca | None, translate: Translate) -> str:
    rows = [
        [
            translate(gettext_noop("项目")),
            translate(gettext_noop("本程序")),
            "OpenFisca",
            translate(gettext_noop("快几倍")),
            translate(gettext_noop("说明")),
        ]
    ]
    for measure in measures:
        ratio = f"{measure.theirs / measure.ours:.1f}" if measure.theirs else "—"
        rows.append(
            [
                translate(measure.what),
                _told(measure.ours, measure.count),
                _told(measure.theirs, measure.count) if measure.theirs else "—",
                ratio,
                translate(measure.note) if measure.note else "",
            ]
        )
    text = sheets.table(rows, "")
    if yardstick is None:
        text += translate(gettext_noop("没有安装标尺：pip install openfisca-core openfisca-country-template")) + "\n"  # fmt: skip
    else:
        text += translate(gettext_noop("标尺的批量是数组上的32位浮点数：一个变量，不带过程、条文和拒绝理由")) + "\n"  # fmt: skip
    return text


def _told(spent: float, count: int) -> str:
    """``37 µs`` for one; ``4.1 s (24,390/s)`` for many."""
    if count == 1:
        return f"{spent * 1e6:,.0f} µs"
    return f"{spent:.2f} s ({count / spent:,.0f}/s)"
