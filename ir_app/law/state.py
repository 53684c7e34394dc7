"""The law of one state: what triggers it, what HIPAA excuses, who must be told."""

from datetime import date
from typing import Any

import msgspec

from ir_app.law import elements, federal, waiting
from ir_app.law.clocks import Times
from ir_app.law.counts import of_state, with_ssn
from ir_app.law.facts import Facts
from ir_app.law.obligation import Answer, Obligation, Range, Test, both, decided
from ir_app.law.read import current
from ir_app.law.rules import Hipaa, Individual, Jurisdiction, Regulator, Reporting, Timed
from ir_app.law.wording import DELAY, counting, law_line, threshold

_YES, _NO, _UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
Ground = tuple[Answer, list[Test]]


class StateLaw:
    """Works out one jurisdiction for one incident on one day."""

    def __init__(self, rules: Jurisdiction, facts: Facts, times: Times, as_of: date) -> None:
        self.rules, self.facts, self.as_of = rules, facts, as_of
        self.times = waiting.held(rules, facts, times)
        self.everybody: Range = of_state(facts, rules.code)
        self.trigger = current(rules.trigger, as_of)
        self.people = self._counted()
        self.regime = self._regime()
        self.excuse: Hipaa | None = current(rules.hipaa, as_of)
        self.ground = self._ground()

    def duties(self) -> list[Obligation]:
        """Return every answer of this jurisdiction."""
        first = self._individual()
        self.times = self.times.with_letters(self._own_letters(first))
        made = [first, *map(self._regulator, self._regulators()), *self._reporting()]
        return [*made, *self._monitoring()]

    def _regime(self) -> Answer:
        """Tell whether a letter under HIPAA goes out, which this law may count as its own."""
        trigger, made = self.trigger, federal.regime(self.facts)
        if trigger and not trigger.encryption_safe_harbor:
            return both(made, federal.unsecured(self.facts)[0])
        return made  # a safe key ends both laws, so it need not be known here

    def _counted(self) -> Range:
        """Return how many people this law counts: some laws only those with a number of theirs."""
        kinds = elements.covered(self.facts.data_elements or (), self.trigger)
        return with_ssn(self.facts, self.everybody) if kinds == {"ssn"} else self.everybody

    # --- is it an event under this law ----------------------------------------------------------

    def _ground(self) -> Ground:
        trigger = self.trigger
        if trigger is None:
            words = "The law file holds no trigger for this day: ask the attorney."
            return _UNKNOWN, [(_UNKNOWN, words)]
        tests = [
            self._residents(),
            self._bound(trigger.binds),
            elements.asked(self.facts.data_elements, trigger),
            self._form(trigger.form),
            self._locked(safe=trigger.encryption_safe_harbor),
            self._got(trigger.basis),
            self._harm(),
            self._exception(),
        ]
        return both(*(answer for answer, _ in tests)), tests

    def _bound(self, whom: str) -> Test:
        return (
            (_UNKNOWN, f"Whether this law binds the practice is open: {whom}")
            if whom
            else (_YES, "")
        )

    def _residents(self) -> Test:
        answer = self.people.at_least(1)
        if self.people == self.everybody:
            return answer, f"Residents of {self.rules.name} concerned: {self.people}."
        return answer, (
            f"Residents of {self.rules.name} concerned: {self.everybody}. This law counts those "
            f"whose Social Security numbers were there: {self.people}."
        )

    def _form(self, form: str) -> Test:
        if form == "any" or self.facts.form == "electronic":
            return _YES, ""
        if self.facts.form == "paper":
            return _NO, "It was on paper; this law is about computer data."
        return _YES, "Taken as computer data until it is known."

    def _locked(self, *, safe: bool) -> Test:
        facts = self.facts
        if not safe or not facts.encrypted:
            return _YES, "" if facts.encrypted is False else "Taken as not encrypted until proven."
        if facts.key_exposed is None:
            return _UNKNOWN, "It was encrypted, but whether the key is safe is not known yet."
        if facts.key_exposed:
            return _YES, "It was encrypted, but the key was exposed."
        return _NO, "The information was encrypted and the key is safe."

    def _got(self, basis: str) -> Test:
        access, acquired = self.facts.access, self.facts.acquired
        if acquired or (basis == "access" and access):
            return _YES, f"This law asks for unauthorized {basis}: it is known."
        if acquired is False and (access is False or (basis == "acquisition" and access)):
            return _NO, f"This law asks for unauthorized {basis}: there was none."
        return _YES, f"This law asks for unauthorized {basis}: taken as given until disproven."

    def _harm(self) -> Test:
        harm = current(self.rules.risk_of_harm, self.as_of)
        if not self.facts.low_probability_of_compromise:
            return _YES, ""
        if harm is None or not harm.exempts:
            return _YES, "This law has no exception for a low risk of harm."
        return _UNKNOWN, f"A low risk may excuse, by this law's own test: {harm.text}"

    def _exception(self) -> Test:
        if self.facts.exception in (None, "none"):
            return _YES, ""
        return _UNKNOWN, (
            "A federal exception is claimed; whether this law knows it too is for the attorney."
        )

    # --- who must be told -----------------------------------------------------------------------

    def _excused(self, what: str) -> Test:
        excuse = self.excuse
        if excuse is None or what not in excuse.excuses:
            return _YES, excuse.text if excuse else ""
        there = self.facts.data_elements or ()
        beyond = elements.covered(there, self.trigger) - {*excuse.only_elements}
        if excuse.only_elements and (beyond or not there):
            return _YES, excuse.text
        return self._by_hipaa(excuse)

    def _by_hipaa(self, excuse: Hipaa) -> Test:
        if self.facts.staff_records and not self.facts.employees_only:
            return _UNKNOWN, (
                "Staff records were there too. HIPAA does not cover them, so this law holds for "
                f"staff who live in {self.rules.name}; for patients: {excuse.text}"
            )
        if self.regime is _YES and excuse.argued:
            return _UNKNOWN, f"May be excused by following HIPAA, which is argued: {excuse.text}"
        if self.regime is _YES:
            return _NO, f"Excused by following HIPAA: {excuse.text}"
        if self.regime is _NO:
            return _YES, "No letter goes out under HIPAA, so it excuses nothing."
        return _UNKNOWN, f"If HIPAA holds, it excuses this: {excuse.text}"

    def _individual(self) -> Obligation:
        rule = current(self.rules.individual, self.as_of)
        excused = self._excused("individual")
        answer = both(self.ground[0], excused[0])
        known = self.people.low > 0
        whom = f"{self.people} residents of" if known else "each patient who lives in"
        title = f"Mail a letter to {whom} {self.rules.name}"
        named = (title, "individual", "individual", "Each resident")
        return self._make(rule, answer, [*self.ground[1], excused], named)

    def _own_letters(self, made: Obligation) -> date | None:
        """Return the last day of this state's letter, for clocks that start with the letters."""
        if made.applies is not _NO:
            return made.due
        # Excused only as long as a letter goes out under HIPAA, which four answers may still end.
        rule = current(self.rules.individual, self.as_of)
        if rule is None or self.ground[0] is _NO or self.facts.low_probability_of_compromise:
            return None
        if self.facts.low_probability_of_compromise is False:
            return None
        return self.times.due(rule, self.rules.code).day

    def _regulators(self) -> list[Regulator]:
        return [rule for rule in self.rules.regulator if rule.in_force(self.as_of)]

    def _regulator(self, rule: Regulator) -> Obligation:
        tests = [(_YES, "") if rule.always else self._excused("regulator")]
        people = self.everybody if rule.hipaa_only else self.people
        tests.append(self._enough(rule.min_residents, people))
        base, ground = federal.applies(self.facts) if rule.hipaa_only else self.ground
        answer = both(base, *(made for made, _ in tests))
        if rule.own_trigger:
            answer, ground = both(answer, self.ground[0]), [*ground, *self.ground[1]]
        elif rule.hipaa_only:
            tests.append((base, "Whoever must report to HHS owes this too, whatever was exposed."))
        if rule.before_individuals:
            tests.append((_YES, "This office must hear it before the people do."))
            rule = _with_the_letters(rule)
        if rule.how:
            tests.append((_YES, f"How: {rule.how}."))
        title = f"Tell the {rule.recipient}"
        named = (title, "regulator", f"regulator-{rule.id}", rule.recipient)
        return self._make(rule, answer, [*ground, *tests], named)

    def _enough(self, number: int, people: Range) -> Test:
        return people.at_least(number), threshold(number, people, f"residents of {self.rules.name}")

    def _reporting(self) -> list[Obligation]:
        rule: Reporting | None = current(self.rules.consumer_reporting, self.as_of)
        if rule is None:
            return []
        tests = [self._excused("consumer_reporting"), self._enough(rule.min_residents, self.people)]
        answer = both(self.ground[0], *(made for made, _ in tests))
        title = "Tell the credit bureaus (Equifax, Experian, TransUnion)"
        named = (title, "consumer_reporting", "consumer-reporting", "Credit bureaus")
        return [self._make(rule, answer, [*self.ground[1], *tests], named)]

    def _monitoring(self) -> list[Obligation]:
        rule = current(self.rules.credit_monitoring, self.as_of)
        if rule is None:
            return []
        there = self.facts.data_elements
        hits = {*(there or ())} & {*rule.elements}
        nobody = hits == {"ssn"} and self.facts.ssn_count == 0
        hit = _UNKNOWN if not there else _YES if hits and not nobody else _NO
        # "If any is offered": nobody is bound to offer it, so it stays open until decided.
        bound = _YES if rule.required else _UNKNOWN
        answer = both(self.ground[0], hit, bound)
        needs = f"This law asks for it when these were there: {elements.spoken(rule.elements)}."
        timed = Timed(effective=rule.effective, until=rule.until, cite=rule.cite, note=rule.when)
        words = (
            f"Offer {rule.months} months of credit monitoring",
            "credit_monitoring",
            "credit-monitoring",
            "Each resident",
        )
        tests = [*self.ground[1], (both(hit, bound), needs)]
        return [self._make(timed, answer, tests, words)]

    def _make(
        self,
        rule: Timed | None,
        answer: Answer,
        tests: list[Test],
        named: tuple[str, str, str, str],
    ) -> Obligation:
        rule = rule or Timed(
            cite=self.rules.cites[0], note="No rule in force on this day was found."
        )
        times = self.times if waiting.waits(rule) else self.times.without_hold()
        ends = times.due(rule, self.rules.code)
        if isinstance(rule, Regulator) and rule.with_individuals:
            ends = times.or_with_letters(ends, self.rules.code)
        clock, needed = ends.clock, answer is not _NO
        if ends.letters_bring_it_forward:
            clock = msgspec.structs.replace(clock, provisional=True)
        due = ends.day if needed else None
        title, kind, id_, recipient = named
        reasons = (
            *decided(answer, tests),
            law_line(rule),
            *counting(ends, times, asked=needed),
            *(waiting.words(self.rules, self.facts, rule) if needed else ()),
            rule.note,
            self._vendor(rule) if needed else "",
        )
        return Obligation(
            id=f"{self.rules.code.lower()}-{id_}",
            jurisdiction=self.rules.code,
            recipient=recipient,
            kind=kind,
            title=title,
            applies=answer,
            due=due,
            due_latest=None if clock.provisional else due,
            standard=DELAY,
            clock=clock,
            why=tuple(line for line in reasons if line),
            cite=(rule.cite,),
            doubts=self.rules.doubts,
        )

    def _vendor(self, rule: Timed) -> str:
        """Say when the vendor had to tell the practice, where this law names a time."""
        asked = self.facts.vendor is not None and isinstance(rule, Individual)
        return f"The vendor: {self.rules.vendor}" if asked and self.rules.vendor else ""


def _with_the_letters(rule: Regulator) -> Regulator:
    if rule.kind != "none":
        return rule
    clock: dict[str, Any] = {"kind": "calendar_days", "days": 0, "starts_at": "individual_notice"}
    return msgspec.structs.replace(rule, **clock)
