"""One person, several rows: merged only when nothing speaks against it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ir_app.core.person import Person
from ir_app.roster.cells import split_name
from ir_app.roster.people import Read, person_id

_CROWD = 12  # unrelated last names at one street: probably a filler address


def settle(reads: Sequence[Read], today: date) -> list[Person]:
    """Merge rows of the same person, then join guarantors and guardians."""
    owner = _owners(reads)
    groups: dict[int, list[Read]] = defaultdict(list)
    for place, read in enumerate(reads):
        groups[owner[place]].append(read)
    by_source = {read.source_id: read.person for read in reads}
    crowded = _crowded(reads)
    kept_id = {r.source_id: person_id(g[0].source_id) for g in groups.values() for r in g}
    people = [_person(group, by_source, kept_id, crowded, today) for group in groups.values()]
    return _mark_alike(_unique(people))


def _mark_alike(people: list[Person]) -> list[Person]:
    """Note people with one name whose birth dates do not tell them apart; nobody is merged."""
    namesakes: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in people:
        name = (person.first.lower(), person.last.lower(), person.suffix.lower())
        namesakes[name].append(person)
    alike = {id(one) for group in namesakes.values() for one in _unsure(group)}
    note = "Another row has this name and may be the same person. They were kept apart."
    return [
        msgspec.structs.replace(one, notes=(*one.notes, note)) if id(one) in alike else one
        for one in people
    ]


def _unsure(group: Sequence[Person]) -> Sequence[Person]:
    """Return those of one name who may be one person: same birth date, or one is unknown."""
    days = Counter(person.born for person in group)
    if days[None] and len(group) > 1:
        return group
    return [person for person in group if days[person.born] > 1]


def _unique(people: list[Person]) -> list[Person]:
    """Give people who share the software's id by mistake ids of their own."""
    seen: set[str] = set()
    made = []
    for person in people:
        one = person
        if person.id in seen:
            note = "Another person has the same number in the list."
            id_ = person_id(f"{person.source_ids[0]} row {person.rows[0]}")
            one = msgspec.structs.replace(person, id=id_, notes=(*person.notes, note))
        seen.add(one.id)
        made.append(one)
    return made


def _owners(reads: Sequence[Read]) -> list[int]:
    """Return for each row the first row of the same person."""
    owner = list(range(len(reads)))
    place_of = {read.source_id: place for place, read in enumerate(reads)}
    seen: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, read in enumerate(reads):
        if read.clone_of in place_of and read.clone_of not in ("0", read.source_id):
            owner[place] = owner[place_of[read.clone_of]]
            continue
        person = read.person
        if person.born is None:
            continue  # the same name alone is never enough
        key = (person.first.lower(), person.last.lower(), person.suffix.lower(), person.born)
        twin = next((p for p in seen[key] if _same(reads[p], read)), None)
        if twin is None:
            seen[key].append(place)
        else:
            owner[place] = owner[twin]
    return owner


def _same(one: Read, other: Read) -> bool:
    if one.ssn_key and other.ssn_key:
        return one.ssn_key == other.ssn_key
    phone = bool(one.phone) and one.phone == other.phone
    a, b = one.person.address, other.person.address
    street = bool(a.lines) and [x.lower() for x in a.lines] == [x.lower() for x in b.lines]
    return phone or (street and a.zip[:5] == b.zip[:5])


def _person(
    group: Sequence[Read],
    by_source: dict[str, Person],
    kept_id: dict[str, str],
    crowded: set[tuple[str, str]],
    today: date,
) -> Person:
    best = max(group, key=lambda read: (read.person.address.usable, -read.person.rows[0]))
    person = best.person
    notes = [*person.notes]
    if len(group) > 1:
        rows = ", ".join(str(read.person.rows[0]) for read in group)
        notes.append(f"Rows {rows} are one person: same name, birth date and one more match.")
    if _street(person) in crowded:
        notes.append("Many unrelated people have this address: it may be a filler.")
    guarantor = _guarantor(best, by_source)
    decider = by_source.get(best.decider)
    if decider is not None and best.decider != best.source_id:
        person = msgspec.structs.replace(person, guardian_name=decider.full_name)
    elif guarantor is None and _is_name(best.guarantor):
        person = _with_named_guarantor(person, best.guarantor, today)
    return msgspec.structs.replace(
        person,
        id=person_id(group[0].source_id),
        source_ids=tuple(read.source_id for read in group),
        rows=tuple(read.person.rows[0] for read in group),
        deceased=any(read.person.deceased for read in group),
        died=next((read.person.died for read in group if read.person.died), None),
        ssn_on_file=_any(read.person.ssn_on_file for read in group),
        guarantor_id=kept_id[best.guarantor] if guarantor else "",
        guarantor_name=person.guarantor_name or (guarantor.full_name if guarantor else ""),
        guardian_name=person.guardian_name or _guardian(person, guarantor, today),
        notes=tuple(notes),
    )


def _is_name(text: str) -> bool:
    return "," in text or (" " in text and not any(c.isdigit() for c in text))


def _with_named_guarantor(person: Person, text: str, today: date) -> Person:
    """Use a guarantor who stands in the list by name instead of by number."""
    first, middle, last = split_name(text)
    name = " ".join(part for part in (first, middle, last) if part)
    other = name != person.full_name
    minor = other and person.is_minor_on(today) is True and not person.guardian_name
    return msgspec.structs.replace(
        person,
        guarantor_name=person.guarantor_name or (name if other else ""),
        guardian_name=name if minor else person.guardian_name,
    )


def _guarantor(read: Read, by_source: dict[str, Person]) -> Person | None:
    known = by_source.get(read.guarantor)
    return known if known is not None and read.guarantor != read.source_id else None


def _guardian(person: Person, guarantor: Person | None, today: date) -> str:
    if person.is_minor_on(today) is not True or guarantor is None:
        return ""
    return "" if guarantor.is_minor_on(today) or guarantor.deceased else guarantor.full_name


def _any(values: Iterable[bool | None]) -> bool | None:
    known = [value for value in values if value is not None]
    return any(known) if known else None


def _street(person: Person) -> tuple[str, str]:
    return (" ".join(person.address.lines).lower(), person.address.zip[:5])


def _crowded(reads: Sequence[Read]) -> set[tuple[str, str]]:
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for read in reads:
        if read.person.address.lines:
            names[_street(read.person)].add(read.person.last.lower())
    return {street for street, found in names.items() if len(found) >= _CROWD}
