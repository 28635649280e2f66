"""The register of units: what each field asks, and that nobody is entered twice."""

from __future__ import annotations

import pytest

from tests.helpers.offices import DATONG_MALL, TAIYUAN, new_unit
from workbench.protocol.records import Unit
from workbench.protocol.signatures import open_envelope
from workbench.store import records as record_table
from workbench.usecases.registering import NewUnit, UnitExists, add_unit, faults_of, find_units

GOOD = NewUnit("太原市样例购物中心", "green-mall", "140105", "91140100MA0SAMPX1C")

RIGHT_CODE = TAIYUAN.unit["credit_code"]
WRONG_DIGIT = RIGHT_CODE[:-1] + ("1" if RIGHT_CODE[-1] != "1" else "2")


@pytest.fixture
def session(office):
    with office.inspector() as opened:
        yield opened


def changed(**fields):
    return NewUnit(**{**vars_of(GOOD), "credit_code": "", **fields})


def vars_of(unit):
    return {name: getattr(unit, name) for name in ("name", "action", "region", "credit_code", "address", "attributes")}


@pytest.mark.parametrize(
    ("fields", "where", "code"),
    [
        ({"name": " "}, "name", "name_missing"),
        ({"region": "140199"}, "region", "unknown_region"),
        ({"region": ""}, "region", "unknown_region"),
        ({"action": "green-moon"}, "action", "unknown_action"),
        ({"credit_code": "123"}, "credit_code", "credit_code_length"),
        ({"credit_code": "91140100MA0SAMPO1C"}, "credit_code", "credit_code_character"),
        ({"credit_code": WRONG_DIGIT}, "credit_code", "credit_code_check_digit"),
    ],
)
def test_each_field_has_its_own_fault(session, fields, where, code):
    wanted = changed(**fields)
    assert {key: refusal.code for key, refusal in faults_of(session, wanted).items()} == {where: code}
    with pytest.raises(Exception) as refused:
        add_unit(session, wanted)
    assert refused.value.code == code
    assert find_units(session).units == ()


def test_all_faults_are_told_at_once(session):
    assert set(faults_of(session, NewUnit("", "x", "1", "1"))) == {"name", "action", "region", "credit_code"}


def test_a_unit_is_a_signed_record_with_its_texts_composed(session):
    unit = add_unit(session, changed(name=" Cafe\u0301 商场 ", address=" 迎泽街1号 "))
    assert (unit.name, unit.address, unit.credit_code) == ("Café 商场", "迎泽街1号", None)
    with session.store.read() as connection:
        envelope = open_envelope(record_table.get(connection, unit.record_id).envelope)
    assert isinstance(envelope.record, Unit)
    assert [one.key for one in envelope.signatures] == [session.require_key().key_id]


def test_a_credit_code_is_taken_once_whatever_the_name(session):
    new_unit(session)
    with pytest.raises(UnitExists) as refused:
        new_unit(session, name="换个名字")
    assert refused.value.facts["name"] == TAIYUAN.unit["name"]


def test_a_name_is_taken_once_in_a_region_where_no_code_tells_units_apart(session):
    new_unit(session, credit_code="")
    with pytest.raises(UnitExists):
        new_unit(session, credit_code="")
    with pytest.raises(UnitExists):
        new_unit(session)
    new_unit(session, credit_code="", region="140200")


def test_units_are_found_by_name_initials_and_code(session):
    new_unit(session)
    new_unit(session, DATONG_MALL)
    for text in ("太原", "tysyl", TAIYUAN.unit["credit_code"][:6]):
        assert TAIYUAN.unit["name"] in [unit.name for unit in find_units(session, text).units], text
    assert len(find_units(session).units) == 2
    assert find_units(session, action="green-school").units == ()
    assert find_units(session, "nowhere").units == ()
