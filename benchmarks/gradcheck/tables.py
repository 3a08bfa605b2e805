"""The tables, and whether what was asked was reached."""

from collections import Counter

from rich.console import Console
from rich.table import Table

from .tally import EXACT, PROBES, Cost, Tally

ALARMS, MISSES = 1e-5, 1e-3
PASSING, NAMING = 50, 100
"""What was asked: rates, and evaluations for large parameters."""


def all_of(tally: Tally, costs: list[Cost]) -> list[Table]:
    """Every table."""
    return [alarms(tally), by_family(tally), misses(tally), by_mistake(tally), cost_table(costs)]


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left")
    return table


def _rate(part: int, whole: int) -> str:
    """A share; for none the bound that holds with 95 % confidence."""
    if not whole:
        return ""
    return f"{part / whole:.1e}" if part else f"0 (< {3 / whole:.0e})"


def _each(count: Counter[str], whole: int) -> str:
    return f"{count['microseconds'] / max(whole, 1) / 1000:.2f}"


def alarms(tally: Tally) -> Table:
    """False alarms by checker."""
    title = f"right gradients (asked: false alarms at most {ALARMS:.0e})"
    table = _table(title, "checker", "checks", "false alarms", "rate", "no verdict", "CPU ms each")
    for checker in tally.checkers("clean"):
        count = tally.sum(checker, "clean")
        whole, wrong, none = count["all"], count["all failed"], count["all none"]
        rate = _rate(wrong, whole)
        table.add_row(checker, f"{whole:,}", str(wrong), rate, str(none), _each(count, whole))
    return table


def by_family(tally: Tally) -> Table:
    """False alarms of checks, by family and checker; in brackets those without a verdict."""
    checkers = tally.checkers("clean")
    table = _table("false alarms / checks (no verdict)", "family", *checkers)
    for family in tally.subjects("clean"):
        cells = []
        for checker in checkers:
            count = tally.sum(checker, "clean", family)
            none = f" ({count['all none']})" if count["all none"] else ""
            cells.append(f"{count['all failed']} / {count['all']}{none}")
        table.add_row(family, *cells)
    return table


def misses(tally: Tally) -> Table:
    """Missed mutants by checker."""
    title = f"mutants of a relative effect of 1e-4 or more (asked: misses at most {MISSES:.1%})"
    columns = ("mutants", "missed", "rate", "no verdict", "faint: missed", "CPU ms each")
    table = _table(title, "checker", *columns)
    for checker in tally.checkers("mutants"):
        count = tally.sum(checker, "mutants")
        whole, missed = count["all"], count["all passed"]
        faint = f"{count['faint passed']} / {count['faint']}"
        each, none = _each(count, whole + count["faint"]), str(count["all none"])
        table.add_row(checker, f"{whole:,}", str(missed), _rate(missed, whole), none, faint, each)
    table.caption = "faint: the difference is lost in the rounding of float64, or below 1e-9"
    return table


def by_mistake(tally: Tally) -> Table:
    """Each mistake: what was missed, and whether tensor and pattern were named rightly."""
    yardsticks = [c for c in tally.checkers("mutants") if c not in (EXACT, PROBES)]
    columns = ("mutants", "missed", "tensor", "pattern")
    table = _table("by mistake, missed of mutants", "mistake", *columns, *yardsticks)
    rows = tally.subjects("mutants")
    for mistake, about in [*((each, each) for each in rows), ("all", "")]:
        count = Counter[str]()
        for checker in (EXACT, PROBES):
            count.update(tally.sum(checker, "mutants", about))
        others = [tally.sum(checker, "mutants", about) for checker in yardsticks]
        table.add_row(
            mistake,
            str(count["all"]),
            str(count["all passed"]),
            f"{count['named']} / {count['named asked']}",
            f"{count['pattern']} / {count['pattern asked']}" if count["pattern asked"] else "",
            *(f"{each['all passed']} / {each['all']}" if each["all"] else "" for each in others),
        )
    table.caption = "tensor, pattern: named rightly, of those that were found and have a name"
    return table


def cost_table(costs: list[Cost]) -> Table:
    """Evaluations and time against the number of parameters."""
    title = f"cost (asked: flat, at most {PASSING} evaluations to pass, {NAMING} to name a mistake)"
    columns = ("parameters", "evaluations", "CPU ms", "to name a mistake", "named")
    table = _table(title, "checker", *columns)
    for cost in costs:
        named = (str(cost.worst), f"{cost.named} / {cost.asked}") if cost.asked else ("", "")
        milliseconds = f"{cost.seconds * 1000:.1f}"
        table.add_row(
            cost.checker, f"{cost.parameters:,}", f"{cost.evaluations:,}", milliseconds, *named
        )
    table.caption = (
        "evaluations: the most; up to 1000 parameters every entry is looked at, whatever it costs"
    )
    return table


def judged(tally: Tally, costs: list[Cost], console: Console) -> int:
    """Say what fell short; 0 when nothing did."""
    count, wrong = Counter[str](), Counter[str]()
    for checker in (EXACT, PROBES):
        count.update(tally.sum(checker, "clean"))
        wrong.update(tally.sum(checker, "mutants"))
    large = [cost for cost in costs if cost.checker == PROBES]
    asked = {
        "false alarms": count["all failed"] <= ALARMS * count["all"],
        "misses": wrong["all passed"] <= MISSES * wrong["all"],
        "evaluations to pass": all(cost.evaluations <= PASSING for cost in large),
        "evaluations to name": all(cost.worst <= NAMING for cost in large),
    }
    short = [what for what, reached in asked.items() if not reached]
    console.print(f"fell short: {', '.join(short)}" if short else "everything asked was reached")
    return 1 if short else 0
