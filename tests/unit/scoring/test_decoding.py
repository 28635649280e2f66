"""ANSWERS documents: exact values, or every fault with its place; what the form does not know is warned of."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.helpers.forms import (
    ROOT,
    a_choice,
    a_count,
    a_deduction,
    a_document,
    a_form,
    a_group,
    a_part,
    a_prerequisite,
    a_quantity,
    an_attribute,
    an_input,
    an_item,
    excluded,
    only_for,
    points,
    some_bands,
    some_levels,
    some_parts,
)
from workbench.domain.forms import Mode, Parameter
from workbench.domain.rules import Gate, GateBranch, GateCondition, ItemMustPass, Linear, Sample, Shortcut
from workbench.domain.texts import Text
from workbench.scoring.answers import (
    Chosen,
    GateAnswers,
    Measured,
    Occurrences,
    PartAnswers,
    Response,
    Tally,
)
from workbench.scoring.decoding import Decoder, decode
from workbench.scoring.decoding.scalars import MOST_DIGITS, shown
from workbench.scoring.faults import Fault, rejection, sentence

SAMPLE = Sample("sample_count", 5, Text("个"), Text("随机"))
GATE = Gate(
    (GateBranch("b", Text("分支"), None, (GateCondition("s", Text("说明")), GateCondition("q", Text("量"), "q"))),),
    (a_quantity("part / whole"),),
)
FORM = a_form(
    a_group(
        "A",
        an_item("A1", not_applicable=excluded()),
        an_item("A2", rule=some_levels(6, 3)),
        an_item("A3", rule=some_bands(shortcut=Shortcut(Text("称号"), None))),
        an_item("A4", rule=a_count(1, 6, "a", "b")),
        an_item("A5", rule=a_deduction(6, (1, None), void_if=Text("没有"), sample=SAMPLE)),
        an_item("A6", rule=GATE),
        an_item("A7", rule=some_bands(quantity=a_quantity("mean(list)", "list"))),
        an_item("A8", rule=a_count(1, 6)),
        an_item(
            "A9", rule=some_bands(quantity=a_quantity("passed_count", "passed_count", "sample_count"), sample=SAMPLE)
        ),
    ),
    a_group(
        "B",
        an_item(
            "B1",
            rule=some_parts(
                "time_weighted",
                a_part("x", 6, not_applicable=excluded()),
                a_part("y", 6, some_parts("sum", a_part("z", 6), precondition=Text("前提"))),
            ),
        ),
        an_item("B2", applies_to=only_for("kind", "a")),
        an_item("B3", must_pass=True, not_applicable=excluded()),
        an_item(
            "B4", rule=Linear(a_quantity("maybe", "maybe", nullable=frozenset({"maybe"})), *map(points, (0, 1, 6)))
        ),
    ),
    a_group("M", an_item("M1")),
    attributes=(
        an_attribute("kind", "a", "b"),
        an_attribute("structure", "steel", "timber", kind="set"),
        an_attribute("floors", kind="integer"),
        an_attribute("area", kind="decimal", default="12.5"),
        an_attribute("public", kind="boolean", default=False),
        an_attribute("mode", "points", "criteria", default="points"),
    ),
    parameters=(
        Parameter("quota", Text("定额"), "L", None),
        Parameter("line", Text("线"), "分", points(70)),
    ),
    inputs=(
        an_input("part"),
        an_input("whole"),
        an_input("list", "decimal_list"),
        an_input("passed_count", "integer"),
        an_input("sample_count", "integer"),
        an_input("maybe"),
    ),
    prerequisites=(
        a_prerequisite("P1"),
        a_prerequisite("P2", a_choice(1, "a", "b"), "choose_n"),
        a_prerequisite("P3", ItemMustPass("A1"), "item_must_pass", derived=True),
        a_prerequisite("P4", editions=frozenset({"2024"})),
    ),
    modes=(Mode("points", Text("打分"), ("A", "B")), Mode("criteria", Text("条数"), ("M",))),
)


def found(document):
    decoding = decode(FORM, document)
    assert (decoding.answers is None) is bool(decoding.faults)
    return [(fault.path, fault.code) for fault in decoding.faults]


def faults_of(item, value, key="value"):
    return found({"form": "test-form", "responses": {item: {key: value}}})


def answers(document):
    decoding = decode(FORM, document)
    assert decoding.faults == ()
    return decoding.answers


def value_of(item, value):
    return answers(a_document({item: value})).responses[item].value


# --- the document --------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [None, [], "text", 3, 2.5])
def test_a_document_must_be_an_object(document):
    assert found(document) == [("", "expected_object")]


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({}, ("form", "form_missing")),
        ({"form": None}, ("form", "form_missing")),
        ({"form": 3}, ("form", "expected_text")),
        ({"form": "other"}, ("form", "unknown_form")),
        ({"form": "test-form", "edition": "9"}, ("edition", "unknown_edition")),
        ({"form": "test-form", "edition": 1}, ("edition", "expected_text")),
    ],
)
def test_another_form_or_edition_is_not_read_at_all(document, fault):
    assert found({**document, "responses": []}) == [fault]


def test_an_absent_edition_means_the_forms_own():
    assert answers({"form": "test-form"}) == answers({"form": "test-form", "edition": "1", "responses": {}})


def test_every_fault_is_found_in_one_pass():
    document = {
        "form": "test-form",
        "subject": [],
        "parameters": {"quota": 3},
        "responses": {"A1": {"value": "yes"}, "A2": {"value": "z"}},
        "prerequisites": {"P1": 1},
    }
    assert found(document) == [
        ("subject", "expected_object"),
        ("parameters.quota", "expected_decimal"),
        ("responses.A1.value", "expected_boolean"),
        ("responses.A2.value", "unknown_level"),
        ("prerequisites.P1", "expected_object"),
    ]


def test_what_the_form_does_not_know_is_warned_of_and_ignored():
    document = {
        "form": "test-form",
        "extra": 1,
        "subject": {"colour": "red"},
        "parameters": {"speed": 1},
        "responses": {
            "Z9": {"value": []},
            "A1": {"value": True, "note": "", "readings": [], "photo": 1},
            "A3": {"value": {"part": "1", "whole": "2", "third": 3, "population": "x"}},
            "A4": {"value": {"count": 1, "sum": 2}},
            "A5": {"value": {"counts": {"1": 0, "9": -1}, "precondition": 1}},
            "A6": {"value": {"statements": {"s": True, "t": 1}, "z": 2}},
            "B1": {"value": {"parts": {"y": {"value": {"weights": {}}}}, "sums": 1}},
        },
        "prerequisites": {"P9": 1},
    }
    decoding = decode(FORM, document)
    assert decoding.faults == ()
    assert [(warning.path, warning.code) for warning in decoding.warnings] == [
        ("extra", "unknown_key"),
        ("subject.colour", "unknown_attribute"),
        ("parameters.speed", "unknown_parameter"),
        ("responses.Z9", "unknown_item"),
        ("responses.A1.photo", "unknown_key"),
        ("responses.A3.value.third", "unknown_key"),
        ("responses.A3.value.population", "unknown_key"),
        ("responses.A4.value.sum", "unknown_key"),
        ("responses.A5.value.precondition", "unknown_key"),
        ("responses.A5.value.counts.9", "unknown_key"),
        ("responses.A6.value.z", "unknown_key"),
        ("responses.A6.value.statements.t", "unknown_key"),
        ("responses.B1.value.sums", "unknown_key"),
        ("responses.B1.value.parts.y.value.weights", "unknown_key"),
        ("prerequisites.P9", "unknown_prerequisite"),
    ]


# --- subject and parameters ----------------------------------------------------------------------


def test_the_subject_is_read_with_its_defaults():
    subject = {"kind": "a", "structure": ["steel", "steel"], "floors": 18, "area": None, "public": True}
    assert answers({"form": "test-form", "subject": subject}).subject == {
        "kind": "a",
        "structure": frozenset({"steel"}),
        "floors": points(18),
        "area": points("12.5"),
        "public": True,
        "mode": "points",
    }


def test_an_empty_set_counts_as_missing():
    assert "structure" not in answers({"form": "test-form", "subject": {"structure": []}}).subject


def test_a_default_may_already_be_a_value():
    attributes = (
        an_attribute("area", kind="decimal", default=points(5)),
        an_attribute("s", "a", kind="set", default=("a",)),
    )
    decoded = decode(a_form(attributes=attributes), {"form": "test-form"}).answers
    assert decoded.subject == {"area": points(5), "s": frozenset({"a"})}


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("kind", "c", ("subject.kind", "unknown_choice")),
        ("kind", ["a"], ("subject.kind", "expected_text")),
        ("structure", "steel", ("subject.structure", "expected_list")),
        ("structure", ["steel", "stone"], ("subject.structure[1]", "unknown_choice")),
        ("structure", [None], ("subject.structure[0]", "expected_text")),
        ("floors", "4.5", ("subject.floors", "not_whole")),
        ("floors", -1, ("subject.floors", "negative")),
        ("floors", True, ("subject.floors", "expected_whole")),
        ("area", 12, ("subject.area", "expected_decimal")),
        ("public", "true", ("subject.public", "expected_boolean")),
    ],
)
def test_a_faulty_attribute_is_named(key, value, fault):
    assert found({"form": "test-form", "subject": {key: value}}) == [fault]


def test_a_parameter_takes_its_default_and_one_without_is_missing():
    assert answers({"form": "test-form"}).parameters == {"line": points(70)}
    entered = {"line": "60.5", "quota": "-1"}
    assert answers({"form": "test-form", "parameters": entered}).parameters == {
        "line": points("60.5"),
        "quota": points(-1),
    }


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["1e5", "1,5", ".5", "5.", "+5", " 5", "5\n", "", "NaN", "Infinity", "１２", "0x1F", "--1"]
)
def test_only_plain_decimals_are_figures(text):
    assert faults_of("A3", {"part": text}) == [("responses.A3.value.part", "not_a_decimal")]


@pytest.mark.parametrize("raw", [5, 5.0, Decimal(5), float("nan"), float("inf"), True, [], {}])
def test_a_json_number_is_no_decimal(raw):
    assert faults_of("A3", {"part": raw}) == [("responses.A3.value.part", "expected_decimal")]


@pytest.mark.parametrize("raw", [5.0, Decimal(5), float("nan"), True, {}])
def test_a_floating_point_number_is_no_count(raw):
    assert faults_of("A8", {"count": raw}) == [("responses.A8.value.count", "expected_whole")]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (-1, "negative"),
        ("-1", "negative"),
        ("1.5", "not_whole"),
        (10**MOST_DIGITS, "number_too_long"),
        pytest.param(1 << 20_000, "number_too_long", id="endless"),
        ("1" * 33, "number_too_long"),
        ("x", "not_a_decimal"),
    ],
)
def test_a_count_is_whole_not_negative_and_not_endless(raw, code):
    assert faults_of("A8", {"count": raw}) == [("responses.A8.value.count", code)]


def test_figures_are_exact():
    part = "123456789012345.123456789012345"
    assert value_of("A3", {"part": part, "whole": "-0.10"}).inputs == {
        "part": Fraction(123456789012345123456789012345, 10**15),
        "whole": Fraction(-1, 10),
    }


@pytest.mark.parametrize("raw", [3, "3", "3.00"])
def test_a_whole_number_may_be_written_as_text(raw):
    assert value_of("A8", {"count": raw}) == Tally(3)


# --- values by kind ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "value", "expected"),
    [
        ("A1", False, False),
        ("A2", "b", "b"),
        ("A3", {"shortcut": True, "part": None}, Measured({}, shortcut=True)),
        ("A4", {"options": ["b", "a", "b"], "count": 9}, Tally(9, frozenset("ab"))),
        (
            "A5",
            {"counts": {"1": "2"}, "void": False, "sample_count": 3, "population": 3},
            Occurrences({"1": 2}, False, {"sample_count": points(3)}, 3),
        ),
        ("A5", {}, Occurrences({})),
        ("A6", {"part": "1", "statements": {"s": True}}, GateAnswers({"part": points(1)}, {"s": True})),
        ("A7", {"list": ["1", "2.5"]}, Measured({"list": (points(1), points("2.5"))})),
        ("A7", {"list": ["1", None]}, Measured({})),
        ("A7", {"list": []}, Measured({"list": ()})),
        ("B4", {"maybe": None}, Measured({"maybe": None})),
        ("B4", {}, Measured({})),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_rule(item, value, expected):
    assert value_of(item, value) == expected


def test_parts_are_read_with_their_preconditions_and_weights():
    value = {
        "parts": {"x": {"na": True}, "y": {"value": {"parts": {"z": {"value": True}}, "precondition": True}}},
        "weights": {"x": "100", "y": None},
    }
    inner = PartAnswers({"z": Response(True)}, precondition=True)
    expected = PartAnswers({"x": Response(not_applicable=True), "y": Response(inner)}, weights={"x": points(100)})
    assert value_of("B1", value) == expected


def test_nothing_entered_is_not_a_fault():
    entries = {"A1": None, "A2": {}, "A3": {"value": None}, "B1": {"value": {"parts": {"x": None}}}}
    decoded = answers({"form": "test-form", "responses": entries, "prerequisites": {"P1": None}})
    assert decoded.responses == {"A2": Response(), "A3": Response(), "B1": Response(PartAnswers({}))}
    assert decoded.prerequisites == {}


@pytest.mark.parametrize(
    ("item", "value", "fault"),
    [
        ("A1", 1, ("", "expected_boolean")),
        ("A2", "A", ("", "unknown_level")),
        ("A2", 3, ("", "expected_text")),
        ("A3", [], ("", "expected_object")),
        ("A3", {"shortcut": "yes"}, (".shortcut", "expected_boolean")),
        ("A4", {"options": ["c"]}, (".options[0]", "unknown_option")),
        ("A4", {"options": [None]}, (".options[0]", "expected_text")),
        ("A4", {"options": "a"}, (".options", "expected_list")),
        ("A8", {"options": []}, (".options", "options_not_declared")),
        ("A5", {"counts": []}, (".counts", "expected_object")),
        ("A5", {"counts": {"1": -2}}, (".counts.1", "negative")),
        ("A5", {"sample_count": "2.5"}, (".sample_count", "not_whole")),
        ("A5", {"population": "2.5"}, (".population", "not_whole")),
        ("A6", {"statements": {"s": "yes"}}, (".statements.s", "expected_boolean")),
        ("A7", {"list": "1"}, (".list", "expected_list")),
        ("A7", {"list": ["1", 2.0]}, (".list[1]", "expected_decimal")),
        ("A9", {"passed_count": 6, "sample_count": 5}, (".passed_count", "passed_above_sample")),
        ("A9", {"passed_count": "6.5", "sample_count": 5}, (".passed_count", "not_whole")),
        ("B1", {"parts": {"q": {}}}, (".parts.q", "unknown_part")),
        ("B1", {"parts": {"y": {"na": True}}}, (".parts.y.na", "na_not_allowed")),
        ("B1", {"parts": {"x": {"na": 1}}}, (".parts.x.na", "expected_boolean")),
        (
            "B1",
            {"parts": {"y": {"value": {"parts": {"z": {"value": 0}}}}}},
            (".parts.y.value.parts.z.value", "expected_boolean"),
        ),
        ("B1", {"weights": {"x": "-1"}}, (".weights.x", "negative")),
        ("B1", {"weights": {"x": 1}}, (".weights.x", "expected_decimal")),
        ("B1", {"weights": {"q": "1"}}, (".weights.q", "unknown_part")),
    ],
)
def test_a_faulty_value_is_named_with_its_place(item, value, fault):
    place, code = fault
    assert faults_of(item, value) == [(f"responses.{item}.value{place}", code)]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("na", "yes", "expected_boolean"), ("proof", 1, "expected_boolean"), ("note", 3, "expected_text")],
)
def test_what_stands_beside_the_value_has_its_type_too(key, value, code):
    assert faults_of("A1", value, key) == [(f"responses.A1.{key}", code)]


# --- not applicable, not in the form -------------------------------------------------------------


def test_the_mark_wins_over_the_value_which_is_not_looked_at():
    document = {"form": "test-form", "responses": {"A1": {"value": "rubbish", "na": True, "proof": True}}}
    assert answers(document).responses == {"A1": Response(not_applicable=True, proof=True)}


@pytest.mark.parametrize("item", ["A2", "B3"])
def test_an_item_without_a_policy_or_one_that_must_pass_cannot_be_marked(item):
    assert faults_of(item, True, "na") == [(f"responses.{item}.na", "na_not_allowed")]


def test_entries_of_what_is_not_in_the_form_or_the_mode_are_ignored():
    rubbish = {"value": 3, "na": True}
    document = {
        "form": "test-form",
        "subject": {"kind": "b"},
        "responses": {"B2": rubbish, "M1": rubbish},
        "prerequisites": {"P3": rubbish, "P4": rubbish},
    }
    decoded = answers(document)
    assert (decoded.responses, decoded.prerequisites) == ({}, {})


def test_an_item_that_may_belong_to_the_form_is_checked():
    assert faults_of("B2", 3) == [("responses.B2.value", "expected_boolean")]


def test_the_other_mode_asks_other_groups():
    document = a_document({"M1": True, "A1": 3}, subject={"mode": "criteria"})
    assert answers(document).responses == {"M1": Response(True)}


# --- prerequisites -------------------------------------------------------------------------------


def test_prerequisites_are_read_like_items():
    document = {"form": "test-form", "prerequisites": {"P1": {"value": True}, "P2": {"value": {"a": True, "b": None}}}}
    assert answers(document).prerequisites == {"P1": Response(True), "P2": Response(Chosen({"a": True}))}


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"c": True}, ("prerequisites.P2.value.c", "unknown_option")),
        ({"a": 1}, ("prerequisites.P2.value.a", "expected_boolean")),
        ([], ("prerequisites.P2.value", "expected_object")),
    ],
)
def test_a_faulty_choice_is_named(value, fault):
    assert found({"form": "test-form", "prerequisites": {"P2": {"value": value}}}) == [fault]


def test_an_entry_for_what_follows_from_an_item_holds_nothing():
    form = a_form(a_group("A", an_item("A1")), prerequisites=(a_prerequisite("P1", ItemMustPass("A1")),))
    document = {"form": "test-form", "prerequisites": {"P1": {"value": True}}}
    assert decode(form, document).answers.prerequisites == {"P1": Response()}


def test_a_prerequisite_without_a_policy_cannot_be_marked():
    document = {"form": "test-form", "prerequisites": {"P1": {"na": True}}}
    assert found(document) == [("prerequisites.P1.na", "na_not_allowed")]


# --- single entries ------------------------------------------------------------------------------


def test_one_entry_can_be_read_alone():
    decoder = Decoder(FORM)
    response, decoding = decoder.decode_entry("A2", {"value": "b"}, {})
    assert (response, decoding.faults) == (Response("b"), ())
    response, decoding = decoder.decode_entry("A2", {"value": "z"}, {})
    assert (response, [fault.path for fault in decoding.faults]) == (Response(), ["responses.A2.value"])
    response, _ = decoder.decode_entry("A2", None, {})
    assert response == Response()


def test_one_prerequisite_can_be_read_alone():
    decoder = Decoder(FORM)
    assert decoder.decode_prerequisite("P1", {"value": False}, {})[0] == Response(False)
    response, decoding = decoder.decode_prerequisite("P1", {"value": "no"}, {})
    assert (response, [fault.code for fault in decoding.faults]) == (Response(), ["expected_boolean"])


# --- sentences -----------------------------------------------------------------------------------


def words(language):
    return tomllib.loads((ROOT / "resources" / "words" / f"faults.{language}.toml").read_text("utf-8"))


def test_a_fault_is_said_in_both_languages():
    fault = decode(FORM, {"form": "test-form", "responses": {"A2": {"value": "z"}}}).faults[0]
    assert sentence(fault, words("zh")) == "responses.A2.value：没有档次“z”；可用：a, b"
    assert sentence(fault, words("en")) == 'responses.A2.value: there is no level "z"; known: a, b'


def test_a_rejected_document_is_answered_with_one_sentence_per_fault():
    decoding = decode(FORM, {"form": "test-form", "responses": {"A1": {"value": 1}, "A2": {"value": 2}}})
    assert rejection(decoding.faults, words("en")) == {
        "error": "responses.A1.value: expected true or false, found 1; responses.A2.value: expected text, found 2",
        "paths": ["responses.A1.value", "responses.A2.value"],
    }


def test_a_fault_of_the_whole_document_is_said_at_its_root():
    assert sentence(Fault("", "expected_object", {"found": "3"}), words("en")) == "$: expected an object, found 3"


def test_a_fault_without_a_wording_is_told_by_its_facts():
    assert sentence(Fault("form", "misplaced", {"found": 3, "wanted": 4}), {}) == "form: misplaced found=3, wanted=4"
    assert sentence(Fault("", "odd"), {}) == "$: odd"


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ({"a": 1}, "{…}"),
        ([1], "[…]"),
        ("x" * 99, "x" * 40 + "…"),
        pytest.param(1 << 20_000, "2^20001", id="endless"),
        (2.5, "2.5"),
        (True, "true"),
    ],
)
def test_what_was_found_is_shown_shortly(raw, found):
    assert shown(raw) == found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fault_has_its_words_and_every_word_its_fault(language):
    code = "".join(path.read_text("utf-8") for path in (ROOT / "workbench" / "scoring").rglob("*.py"))
    known = words(language)
    assert known.keys() == words("en").keys()
    assert [key for key in known if f'"{key}"' not in code] == []
