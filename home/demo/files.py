"""What the demo's neighbours tell of themselves: invented families, homes and incomes."""

from datetime import date
from typing import Any

from accounts.models import User
from home.demo.people import CALLERS, NEIGHBOURS, Neighbour
from people.actions import add, keep_part
from people.enums import Housing, IncomeKind, Reach, Relation, Times, Via
from people.models import HouseholdMember, Person
from services.enums import FilePart

CHILDREN = (
    ("عبدالله", Relation.SON, date(2012, 2, 9), "الصف الثامن"),
    ("ريما", Relation.DAUGHTER, date(2015, 10, 21), "ربو خفيف"),
    ("يزيد", Relation.SON, date(2019, 6, 3), ""),
    ("جود", Relation.DAUGHTER, date(2021, 1, 17), ""),
)
DISTRICTS = (
    "حي السميري، خلف جامع الفاروق، الباب الأخضر.",
    "حي المشهد، مقابل المدرسة الثالثة، الدور الثاني.",
    "حي البندر، قرب سوق السمك، عمارة رقم 7.",
    "حي الصريف، بجوار مسجد التقوى.",
)


def fill(person: Person, part: FilePart, user: User, neighbour: Neighbour, via: Via = Via.SELF) -> None:
    """One part of the file, as this neighbour would write it; what stands already stays."""
    number = (*NEIGHBOURS, *CALLERS).index(neighbour)
    if part == FilePart.HOUSEHOLD and not person.household.exists():
        for name, relation, born, note in CHILDREN[: number % 5]:
            add(person, HouseholdMember, by=user, via=via, name=name, relation=relation, birth_date=born, note=note)
    keep_part(person, part, by=user, via=via, **_said(part, number))


def _said(part: FilePart, number: int) -> dict[str, Any]:
    rents = number % 3 != 2
    said: dict[FilePart, dict[str, Any]] = {
        FilePart.CONTACT: {"reach": list(Reach)[number % 3], "times": list(Times)[number % 4]},
        FilePart.ADDRESS: {"short_address": "", "directions": DISTRICTS[number % len(DISTRICTS)]},
        FilePart.HOUSING: {
            "housing": Housing.RENTED if rents else Housing.FAMILY,
            "rent": f"{14000 + 800 * number}.00" if rents else "",
        },
        FilePart.INCOME: {
            "incomes": {
                IncomeKind.SALARY.value: f"{1800 + 150 * number}.00",
                **({IncomeKind.CITIZEN_ACCOUNT.value: "720.00"} if number % 2 else {}),
            }
        },
        FilePart.DEBTS: {"debts": {"rent": "4500.00"} if number % 2 == 0 else {}},
    }
    return said.get(part, {})
