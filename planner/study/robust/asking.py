"""Questions that do not depend on each other, given to workers; what was answered in an earlier run is taken over."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from models.errors import PlannerError
from models.stop import Stop
from models.whole_projects import Lesson
from planner.study.robust.plain import plain, read
from planner.study.run import Watch
from planner.study.sweep import GO_ON, Crew, Folder, Lost, NotBelieved, Variant, in_this_process, run_tasks

Breakable = Callable[[], AbstractContextManager[None]]
"""Within what it gives a signal may break off, by KeyboardInterrupt."""

Hire = Callable[[Any], AbstractContextManager[Crew]]
"""Workers that share some data."""


@dataclass(frozen=True)
class Answered:
    """found: None where there is nothing to find. lesson: what others can take over.

    refused: why there is no answer.
    """

    found: Any
    stop: Stop = Stop.OPTIMAL
    lesson: Lesson = field(default_factory=Lesson)
    refused: PlannerError | None = None


@dataclass(frozen=True)
class Question:
    """name: in words. task: what a worker is given. about: all that the answer depends on, as JSON can hold it."""

    name: str
    task: Any
    about: Any


Told = Callable[[str, Answered], None]
"""Is given the name of a question and its answer."""


class Desk:
    """Where a study asks. watch: told what happens. hire: workers. folder: where answers are kept, None: nowhere."""

    def __init__(
        self,
        watch: Watch,
        breakable: Breakable = nullcontext,
        hire: Hire = in_this_process,
        folder: Folder | None = None,
    ) -> None:
        self.watch, self.breakable = watch, breakable
        self._hire, self._folder = hire, folder
        self._asked: list[tuple[Variant, str]] = []

    def ask(
        self, function: Callable[[Any, Any], Answered], shared: Any, questions: Sequence[Question], told: Told
    ) -> list[Answered]:
        """The answers, in the order of the questions; told: given the name of each with its answer, as it comes.

        Raises what a question was refused for, PlannerError where its workers died, KeyboardInterrupt at a signal.
        """
        known = [self.known(question) for question in questions]
        found = {place: answer for place, answer in enumerate(known) if answer is not None}
        left = [place for place in range(len(questions)) if place not in found]
        if found:
            self.watch(f"{len(found)} of {len(questions)} known already")
        for place, answer in self._answers(function, shared, questions, left):
            found[place] = answer
            self.keep(questions[place], answer)
            told(questions[place].name, answer)
        return [found[place] for place in range(len(questions))]

    def _answers(
        self, function: Callable[[Any, Any], Answered], shared: Any, questions: Sequence[Question], left: Sequence[int]
    ) -> Iterator[tuple[int, Answered]]:
        if not left:
            return
        # one task needs no worker but this one
        hired = self._hire(shared) if len(left) > 1 else in_this_process(shared)
        with hired as crew:
            results = run_tasks(function, [questions[place].task for place in left], crew)
            while True:
                with self.breakable():
                    result = next(results, None)
                if result is None:
                    return
                place = left[result[0]]
                yield place, _sound(questions[place], result[1])

    def known(self, question: Question) -> Answered | None:
        """What an earlier run found; None where it found nothing that lasts."""
        if self._folder is None:
            return None
        variant, order = self._place(question)
        try:
            kept = self._folder.known(variant, order)
            if kept is None:
                return None
            found, lesson = read(kept["answer"])
            return Answered(found, Stop(kept["status"]), lesson)
        except (NotBelieved, KeyError, TypeError, ValueError) as error:
            self.watch(f"warning: {error}")
            return None

    def keep(self, question: Question, answer: Answered) -> None:
        """Keep an answer; where that is not possible it is told, and nothing is kept from then on."""
        if self._folder is None:
            return
        variant, order = self._place(question)
        try:
            self._folder.keep(
                variant, order, {"status": answer.stop.value, "answer": plain((answer.found, answer.lesson))}
            )
        except PlannerError as error:
            self.watch(f"warning: {error}: what is found from here on is not kept")
            self._folder = None

    def _place(self, question: Question) -> tuple[Variant, str]:
        order = hashlib.sha256(json.dumps([question.name, question.about]).encode()).hexdigest()
        place = Variant(question.name), order
        if place not in self._asked:
            self._asked.append(place)
        return place

    def forget(self) -> None:
        """Leave nothing behind of what this study kept."""
        if self._folder is not None:
            self._folder.forget(self._asked)


def _sound(question: Question, result: Answered | Lost) -> Answered:
    if isinstance(result, Lost):
        raise PlannerError(f"{question.name}: {result.reason}; {GO_ON}")
    if result.refused is not None:
        raise result.refused
    if result.stop is Stop.INTERRUPTED:
        raise KeyboardInterrupt
    return result
