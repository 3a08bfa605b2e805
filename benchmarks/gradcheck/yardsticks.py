"""The verdicts of other gradient checkers on the same points: lines of JSON.

Run by the benchmark with an interpreter that may have torch, scipy and autograd; what it lacks is
said. Each is used as its documentation shows, with its own defaults; the function is one number,
its upstream gradient dotted in.
"""

import importlib
import json
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from statistics import median
from typing import Any

import numpy as np

from .case import Case, Gradients
from .families import FAMILIES, case
from .plan import Plan, planted, sized

Checker = Callable[[Callable[..., float], Case, Gradients], bool]
SCIPY = 1e-5
"""scipy gives a distance and leaves the verdict to its user: right when it is at most this part of
max(1, norm of the gradient)."""


def torch_checker(fast: bool) -> Checker:
    """torch.autograd.gradcheck: eps 1e-6, atol 1e-5, rtol 1e-3."""
    torch = importlib.import_module("torch")
    torch.set_num_threads(1)

    def check(function: Callable[..., float], point: Case, got: Gradients) -> bool:
        names = list(point.at)

        class Function(torch.autograd.Function):  # type: ignore[misc,name-defined]
            @staticmethod
            def forward(ctx: Any, *tensors: Any) -> Any:
                at = {n: t.detach().numpy() for n, t in zip(names, tensors, strict=True)}
                return torch.tensor(function(**at), dtype=torch.float64)

            @staticmethod
            def backward(ctx: Any, up: Any) -> Any:
                return tuple(up * torch.from_numpy(np.ascontiguousarray(got[n])) for n in names)

        inputs = [torch.tensor(point.at[name], requires_grad=True) for name in names]
        said: bool = torch.autograd.gradcheck(
            Function.apply, inputs, raise_exception=False, fast_mode=fast
        )
        return said

    return check


def scipy_checker() -> Checker:
    """scipy.optimize.check_grad: forward differences of every entry, step 1.5e-8."""
    optimize = importlib.import_module("scipy.optimize")

    def check(function: Callable[..., float], point: Case, got: Gradients) -> bool:
        names, ends = list(point.at), np.cumsum([t.size for t in point.at.values()])[:-1]

        def flat(x: Any) -> float:
            parts = np.split(x, ends)
            return function(
                **{n: p.reshape(point.at[n].shape) for n, p in zip(names, parts, strict=True)}
            )

        claimed = np.concatenate([got[n].ravel() for n in names])
        start = np.concatenate([point.at[n].ravel() for n in names])
        off = optimize.check_grad(flat, lambda x: claimed, start)
        return bool(off <= SCIPY * max(1.0, float(np.linalg.norm(claimed))))

    return check


def autograd_checker() -> Checker:
    """autograd.test_util.check_grads: one random direction, tolerances 1e-6."""
    check_grads = importlib.import_module("autograd.test_util").check_grads
    extend = importlib.import_module("autograd.extend")

    def check(function: Callable[..., float], point: Case, got: Gradients) -> bool:
        names = list(point.at)

        @extend.primitive  # type: ignore[untyped-decorator]
        def primitive(*tensors: Any) -> float:
            return function(**dict(zip(names, tensors, strict=True)))

        extend.defvjp(primitive, *(lambda ans, *at, n=n: lambda g: g * got[n] for n in names))
        np.random.seed(0)  # it draws its direction from here
        try:
            every = tuple(range(len(names)))
            check_grads(primitive, every, modes=["rev"], order=1)(*point.at.values())
        except AssertionError:
            return False
        return True

    return check


MAKERS: dict[str, tuple[str, Callable[[], Checker]]] = {
    "torch, slow": ("torch", lambda: torch_checker(False)),
    "torch, fast": ("torch", lambda: torch_checker(True)),
    "scipy": ("scipy", scipy_checker),
    "autograd": ("autograd", autograd_checker),
}
ENTRYWISE = ("torch, slow", "scipy")


def say(**line: Any) -> None:
    """One line for the benchmark."""
    print(json.dumps(line), flush=True)


def timed(check: Checker, point: Case, got: Gradients) -> tuple[str, float, int]:
    """The verdict, CPU seconds and evaluations."""
    calls = 0

    def counting(**at: Any) -> float:
        nonlocal calls
        calls += 1
        return point.scalar(**at)

    start = time.process_time()
    passed = check(counting, point, got)
    return "passed" if passed else "failed", time.process_time() - start, calls


def verdicts(name: str, check: Checker, plan: Plan) -> None:
    """Clean gradients, then mutants."""
    for large, clean, wrong in (
        (False, plan.clean, plan.wrong),
        (True, plan.large, plan.wrong_large),
    ):
        for family in FAMILIES:
            for seed in range(clean):
                point = case(family, seed, large)
                said, seconds, _ = timed(check, point, point.right)
                say(checker=name, part="clean", subject=family, verdict=said, seconds=seconds)
            for seed in range(wrong):
                for point, mutant in planted(family, seed, large):
                    said, seconds, _ = timed(check, point, mutant.got)
                    say(
                        checker=name,
                        part="mutants",
                        subject=mutant.mistake,
                        verdict=said,
                        seconds=seconds,
                        faint=mutant.faint,
                    )
    for seed in range(plan.flipped if name not in ENTRYWISE else 0):
        for point, mutant in planted("flipped", seed, True):
            said, seconds, _ = timed(check, point, mutant.got)
            say(checker=name, part="mutants", subject=mutant.mistake, verdict=said, seconds=seconds)


def costs(name: str, check: Checker, plan: Plan) -> None:
    """Evaluations and CPU seconds of right gradients; what looks at each entry, of small ones."""
    for parameters in plan.sizes:
        if name in ENTRYWISE and parameters > plan.entrywise:
            continue
        spent = []
        for seed in range(3 if name not in ENTRYWISE else 1):
            point = sized(parameters, seed)
            spent.append(timed(check, point, point.right)[1:])
        seconds, calls = zip(*spent, strict=True)
        say(checker=name, parameters=parameters, evaluations=max(calls), seconds=median(seconds))


def main() -> None:
    """Operand: the plan's name."""
    plan = Plan.of(sys.argv[1] == "quick")
    warnings.simplefilter("ignore")
    for name, (package, make) in MAKERS.items():
        try:
            check = make()
        except ImportError as error:
            say(remark=f"{name}: not measured, {error}")
            continue
        say(remark=f"{name}: {package} {version(package)}")
        verdicts(name, check, plan)
        costs(name, check, plan)


if __name__ == "__main__":
    main()
