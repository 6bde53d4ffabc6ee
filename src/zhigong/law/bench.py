"""``bench law``: one claim, a full case, and a batch through the command line, beside OpenFisca.

The yardstick is openfisca-core with its country template in the same run: a person for a claim, eight of
a person's variables for eight claims, and as many persons as claims from JSON lines to JSON lines. It
computes 32-bit floats on arrays and gives no working in the batch; the table says so. Beside the time on the
clock stands the processor's, of all processes: on a busy machine that is the one to read.
"""

from __future__ import annotations

import csv
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
from zhigong.law.workforce.invented import invented_rows

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
    """A line of the table: what was measured, ours, the yardstick's, and how many at once."""

    what: str
    ours: Spent
    theirs: Spent | None
    count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, and of the processor in all processes."""

    clock: float
    processor: float

    def times(self, factor: float) -> Spent:
        return Spent(self.clock * factor, self.processor * factor)


def once(work: Callable[[], object]) -> Spent:
    """What one call takes, its processes included."""
    clock, processor = time.perf_counter(), _processor()
    work()
    return Spent(time.perf_counter() - clock, _processor() - processor)


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def seconds(work: Callable[[], object], repeat: int = 5, enough: float = 0.2) -> Spent:
    """The best of one call, over rounds long enough to trust the clock."""
    loops, rounds = 1, list[Spent]()
    while len(rounds) < repeat:
        spent = once(lambda times=loops: [work() for _ in range(times)])  # type: ignore[misc]  # a lambda with defaults
        if spent.clock < enough and loops < 100_000:
            loops *= 4
            continue
        rounds.append(spent.times(1 / loops))
    return Spent(min(r.clock for r in rounds), min(r.processor for r in rounds))


def main(arguments: list[str]) -> int:
    """Measure and print the table; ``--json`` for programs. Exit status 0."""
    translate = translator(os.environ.get("ZHIGONG_LANG", ""))
    yardstick = OpenFisca.found()
    measures = [*_singles(yardstick), *_batches(yardstick), *_workforce(yardstick)]
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
        theirs = once(lambda: yardstick.batch(CLAIMS)) if yardstick else None
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


WORKERS, FEW_WORKERS, MONTHS = 5_000, 500, 12


def _workforce(yardstick: OpenFisca | None) -> Iterator[Measure]:
    """A workbook of a whole workforce, in and out, on all cores; beside a person each of the yardstick."""
    with tempfile.TemporaryDirectory() as folder:
        found = {}
        for workers in (FEW_WORKERS, WORKERS):
            path = Path(folder, f"{workers}.csv")
            with path.open("w", encoding="utf8", newline="") as file:
                csv.writer(file).writerows(invented_rows(workers, MONTHS))
            found[workers] = _law(
                "workforce", str(path), "--place", "510100", "--out", f"{path}.xlsx"
            )
        spent, peak = found[WORKERS]
        yield Measure(
            gettext_noop("全员测算：五千人十二个月，工作簿出"),
            spent,
            yardstick.years(WORKERS) if yardstick else None,
            WORKERS,
            f"{found[FEW_WORKERS][1]} → {peak} MB; OpenFisca: 8 × {MONTHS}, trace",
        )


def _law(*arguments: str) -> tuple[Spent, int]:
    """What one call of ``law`` takes, and its own peak megabytes."""
    words = [sys.executable, "-m", "zhigong.program", "law", *arguments]
    nothing, clock = subprocess.DEVNULL, time.perf_counter()
    with subprocess.Popen(words, stdout=nothing, stderr=nothing) as child:  # noqa: S603 - our own interpreter
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, f"law {arguments[0]} failed"
    return Spent(time.perf_counter() - clock, used.ru_utime + used.ru_stime), used.ru_maxrss // 1024


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


def _command(path: Path) -> tuple[Spent, int]:
    """What ``law assess --jsonl`` takes on a file, and peak megabytes (of the largest process)."""
    words = [sys.executable, "-m", "zhigong.program", "law", "assess", "--jsonl", str(path)]
    with open(os.devnull, "wb") as nowhere:
        spent = once(lambda: subprocess.run(words, stdout=nowhere, check=True))  # noqa: S603 - our own interpreter
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

    def years(self, count: int) -> Spent:
        """For as many persons, eight variables in each of twelve months with their working; from 50 of them."""
        some = SAMPLE // 10
        return once(lambda: [self._year() for _ in range(some)]).times(count / some)

    def _year(self) -> str:
        months = [f"{PERIOD[:4]}-{month:02d}" for month in range(1, MONTHS + 1)]
        situation = self._situation()
        situation["persons"]["worker"]["salary"] = dict.fromkeys(months, 6200)
        simulation = self.builder().build_from_entities(self.system, situation)
        simulation.trace = True
        for month in months:
            for name in VARIABLES:
                simulation.calculate(name, month)
        return "\n".join(simulation.tracer.computation_log.lines())

    def one_by_one(self, count: int) -> Spent:
        """For as many persons each with its working, reckoned from 500 of them."""
        spent = once(lambda: [self.traced(VARIABLES[:1]) for _ in range(SAMPLE)])
        return spent.times(count / SAMPLE)

    def batch(self, count: int) -> bytes:
        """Persons read from JSON lines, computed as arrays, written as JSON lines."""
        numpy = import_module("numpy")
        encode, decode = msgspec.json.encode, msgspec.json.decode
        source = b"\n".join(encode({"id": n, "salary": 3000 + n % 7000}) for n in range(count))
        rows = [decode(line) for line in io.BytesIO(source)]
        simulation = self.builder().build_default_simulation(self.system, count=count)
        simulation.set_input("salary", PERIOD, numpy.array([row["salary"] for row in rows]))
        found = simulation.calculate("income_tax", PERIOD)
        return b"\n".join(encode({"id": n, "income_tax": float(v)}) for n, v in enumerate(found))


def _plain(measure: Measure) -> dict[str, Any]:
    return {
        "what": measure.what,
        "seconds": measure.ours.clock,
        "processor_seconds": measure.ours.processor,
        "count": measure.count,
        "yardstick_seconds": measure.theirs.clock if measure.theirs else None,
        "yardstick_processor_seconds": measure.theirs.processor if measure.theirs else None,
        "note": measure.note,
    }


def _table(measures: list[Measure], yardstick: OpenFisca | None, translate: Translate) -> str:
    rows = [
        [
            translate(gettext_noop("项目")),
            translate(gettext_noop("本程序")),
            translate(gettext_noop("处理器用时")),
            "OpenFisca",
            translate(gettext_noop("处理器用时")),
            translate(gettext_noop("处理器省几倍")),
            translate(gettext_noop("说明")),
        ]
    ]
    for measure in measures:
        ours, theirs, count = measure.ours, measure.theirs, measure.count
        rows.append(
            [
                translate(measure.what),
                _told(ours.clock, count),
                _told(ours.processor, count),
                _told(theirs.clock, count) if theirs else "—",
                _told(theirs.processor, count) if theirs else "—",
                f"{theirs.processor / ours.processor:.1f}" if theirs else "—",
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
