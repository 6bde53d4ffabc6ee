"""Numbers people carry: citizen ids, organisations' credit codes, mobile numbers.

Each is read as people write it (full width, spaces, a country prefix), brought into one shape and
checked as far as its own digits allow. Whether it was ever issued only its register knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from zhigong.kernel.text import gettext_noop, halfwidth

CITIZEN_ID, USCC, MOBILE, UNKNOWN = "citizen_id", "uscc", "mobile", "unknown"

# GB/T 2260, first two digits. 83 is used by residence permits for people from Taiwan only.
PROVINCES = frozenset(
    {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46}
    | {50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83}
)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
USCC_AUTHORITIES = "123456789ANY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
EARLIEST_BIRTH = 1880


@dataclass(frozen=True, slots=True)
class Checked:
    """What a text is and, where it is not valid, why.

    ``reason`` is a message id with places that ``params`` fills; empty where the number is valid.
    ``normalised`` is the one shape to keep and compare: a 15-digit id as 18 digits, a mobile number
    as 11 digits, letters in upper case.
    """

    kind: str
    normalised: str
    reason: str = ""
    params: dict[str, object] = field(default_factory=dict)

    @property
    def valid(self) -> bool:
        return not self.reason

    def reason_text(self) -> str:
        """The reason with its places filled, untranslated."""
        return self.reason % self.params if self.params else self.reason


def check(text: str, *, today: date | None = None) -> Checked:
    """Tell what kind of number this is, and whether it is valid as one.

    ``today`` refuses births in the future. Eighteen digits that begin with 9 can be an
    organisation or a foreigner's card: the one whose check digits agree, and of two the one with a real date.
    """
    number = _bare(text)
    if not number:
        return Checked(UNKNOWN, "", gettext_noop("没有内容"))
    if re.fullmatch(r"(\+86|0086|86)1[3-9][0-9]{9}|\+.*|1[0-9]{9,11}", number):
        return check_mobile(number)
    if re.fullmatch(r"[0-9]{14,19}|[0-9]{17}X", number):
        return _person_or_organisation(number, today)
    if re.fullmatch(r"[0-9A-Z]{18}", number):
        return check_uscc(number)
    return Checked(UNKNOWN, number, gettext_noop("不是身份证号、统一社会信用代码或手机号的样式"))


def _person_or_organisation(number: str, today: date | None) -> Checked:
    """Only an organisation, or a foreigner's card, begins with 9; citizens' places do not."""
    person, organisation = check_citizen_id(number, today=today), check_uscc(number)
    if person.valid and organisation.valid:
        both_nine = number[0] == "9" and _has_organisation_code(number)
        return organisation if both_nine else person
    if organisation.valid:
        return organisation
    if number[0] == "9" and len(number) == 18 and _birth(number[6:14]) is None:
        return organisation
    return person


def _bare(text: str) -> str:
    """Half width, upper case, without the spaces and strokes people put between digits.

    A spreadsheet that took the number for a quantity adds ``.0``.
    """
    plain = re.sub(r"\.0$", "", halfwidth(text).replace("＋", "+").strip("\ufeff \t\r\n"))
    return re.sub(r"[\s\-–—－·.()（）]", "", plain).upper()


# Citizen ids


def check_citizen_id(text: str, *, today: date | None = None) -> Checked:
    """公民身份号码 by GB 11643-1999, and the cards numbered by the same rule.

    Residence permits of people from Hong Kong, Macao and Taiwan (810000, 820000, 830000), cards of
    foreigners with permanent residence (a 9, two digits of the place, three of the nationality), and
    15-digit numbers of before 1999, which become 18 digits.
    """
    number = _bare(text)
    if re.fullmatch(r"[0-9]{15}", number):
        longer = f"{number[:6]}19{number[6:]}"
        number = longer + id_check_digit(longer)
    if len(number) != 18:
        return _no_id(number, gettext_noop("位数不对：应为 18 位（旧号 15 位），现为 %(length)s 位"),
                      length=len(number))  # fmt: skip
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return _no_id(number, gettext_noop("前 17 位应为数字，最后一位为数字或 X"))
    return _wrong_place(number) or _wrong_birth(number, today) or _wrong_check(number) or Checked(
        CITIZEN_ID, number
    )  # fmt: skip


def _no_id(number: str, reason: str, **params: object) -> Checked:
    return Checked(CITIZEN_ID, number, reason, params)


def _wrong_place(number: str) -> Checked | None:
    place = number[1:3] if number[0] == "9" else number[:2]
    if int(place) not in PROVINCES:
        return _no_id(number, gettext_noop("地区代码 %(place)s 不存在"), place=place)
    if place == "83" and number[2:6] != "0000":
        return _no_id(number, gettext_noop("地区代码 %(place)s 不存在"), place=number[:6])
    return None


def _wrong_birth(number: str, today: date | None) -> Checked | None:
    birth = _birth(number[6:14])
    if birth is None:
        return _no_id(number, gettext_noop("出生日期 %(birth)s 不是真实的日期"), birth=number[6:14])
    if today is not None and birth > today:
        return _no_id(number, gettext_noop("出生日期 %(birth)s 还没有到"), birth=number[6:14])
    return None


def _birth(digits: str) -> date | None:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return birth if birth.year >= EARLIEST_BIRTH else None


def _wrong_check(number: str) -> Checked | None:
    if number[17] == id_check_digit(number):
        return None
    return _no_id(number, gettext_noop("校验码不符：号码中有数字写错或颠倒"))


def id_check_digit(digits: str) -> str:
    """The 18th character for the first 17 digits (ISO 7064, MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], ID_WEIGHTS, strict=True))
    return ID_CHECKS[total % 11]


def birth_of(number: str) -> date:
    """The date of birth in a valid, normalised citizen id. Refuses anything else (ValueError)."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


# Organisations


def check_uscc(text: str) -> Checked:
    """统一社会信用代码 by GB 32100-2015: 18 places, the last a check over the others."""
    code = _bare(text)
    if len(code) != 18:
        return _no_uscc(
            code, gettext_noop("位数不对：应为 18 位，现为 %(length)s 位"), length=len(code)
        )
    if strange := sorted(set(code) - set(USCC_ALPHABET)):
        return _no_uscc(
            code,
            gettext_noop("不使用字符 %(characters)s（字母 I、O、S、V、Z 不用）"),
            characters=" ".join(strange),
        )
    if code[0] not in USCC_AUTHORITIES:
        return _no_uscc(code, gettext_noop("登记管理部门代码 %(code)s 不存在"), code=code[0])
    if not re.fullmatch("[0-9]{6}", code[2:8]):
        return _no_uscc(code, gettext_noop("第 3 至 8 位应为行政区划数字"))
    if code[17] != uscc_check_character(code):
        return _no_uscc(code, gettext_noop("校验码不符：代码中有字符写错或颠倒"))
    return Checked(USCC, code)


def _no_uscc(normalised: str, reason: str, **params: object) -> Checked:
    return Checked(USCC, normalised, reason, params)


def uscc_check_character(code: str) -> str:
    """The 18th character for the first 17 (ISO 7064 style, modulus 31)."""
    total = sum(
        USCC_ALPHABET.index(character) * weight
        for character, weight in zip(code[:17], USCC_WEIGHTS, strict=True)
    )
    return USCC_ALPHABET[-total % 31]


def _has_organisation_code(code: str) -> bool:
    """Whether places 9 to 17 are an organisation code by GB 11714 with its own check digit."""
    total = sum(
        USCC_ALPHABET.index(character) * weight
        for character, weight in zip(code[8:16], ORGANISATION_WEIGHTS, strict=True)
    )
    return code[16] == "0123456789X0"[11 - total % 11]


# Mobile numbers


def check_mobile(text: str) -> Checked:
    """A mainland mobile number: 11 digits from 13 to 19, with or without +86."""
    number = re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", _bare(text))
    if re.fullmatch(r"1[3-9][0-9]{9}", number):
        return Checked(MOBILE, number)
    if not re.fullmatch("[0-9]+", number):
        return Checked(MOBILE, number, gettext_noop("手机号只能有数字"))
    if len(number) != 11:
        return Checked(
            MOBILE,
            number,
            gettext_noop("手机号应为 11 位，现为 %(length)s 位"),
            {"length": len(number)},
        )
    return Checked(MOBILE, number, gettext_noop("手机号应以 13 至 19 开头"))
