// What a certificate code says: the one form of its claims (table in the README, "Contracts: the certificate code").

import { hex } from "./bytes.js";
import { read } from "./cbor.js";
import { beginOf, endOf, isDay } from "./days.js";

const CLAIMS = -70001;
const OUTER = new Set([1, 4, 6, CLAIMS]);
const INNER = new Set([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14]);
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const CREDIT_CODE = /^[0-9A-Z]{18}$/;
const BARRED = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const LONGEST_TEXT = 60;
const CUT_MARK = "…";
const HIGHEST_SCORE = 999999999;
const LAST_DAY = 99991231;

/** Read the claims of a code; throws where anything is in any other form. */
export function readClaims(payload) {
  const outer = read(payload);
  require(outer instanceof Map && within(outer, OUTER), "claims");
  const inner = outer.get(CLAIMS);
  require(inner instanceof Map && within(inner, INNER), "claims");
  const [form, edition] = halves(inner.get(3));
  const claims = {
    issuer: code(outer.get(1), "issuer"),
    serial: plain(inner.get(6), "serial"),
    unit: name(inner),
    isCut: inner.has(13),
    creditCode: inner.has(2) ? matching(inner.get(2), CREDIT_CODE, "credit_code") : null,
    action: code(inner.get(10), "action"),
    form: code(form, "form"),
    edition: code(edition, "edition"),
    grade: code(inner.get(5), "grade_code"),
    gradeName: plain(inner.get(12), "grade_name"),
    score: inner.has(4) ? score(inner.get(4)) : null,
    issuedOn: day(inner.get(8), "issued_on"),
    validUntil: inner.has(9) ? day(inner.get(9), "valid_until") : null,
    revision: hex(bytes(inner.get(11), 16, "revision")),
    isConstructed: inner.has(14),
  };
  require(!claims.isConstructed || inner.get(14) === true, "constructed");
  requireTimes(outer, claims);
  return claims;
}

function requireTimes(outer, { issuedOn, validUntil }) {
  require(outer.get(6) === beginOf(issuedOn), "issued_at");
  require(outer.has(4) === (validUntil !== null), "ends_at");
  if (validUntil === null) return;
  require(validUntil >= issuedOn && validUntil < LAST_DAY, "valid_until");
  require(outer.get(4) === endOf(validUntil), "ends_at");
}

function name(inner) {
  const shown = plain(inner.get(1), "unit_name");
  if (inner.has(13)) {
    bytes(inner.get(13), 8, "unit_name");
    require(shown.endsWith(CUT_MARK) && size(shown) > LONGEST_TEXT - 4, "unit_name");
  }
  return shown;
}

function score(value) {
  require(Number.isInteger(value) && value >= 0 && value <= HIGHEST_SCORE, "score");
  const places = String(value % 10000).padStart(4, "0").replace(/0+$/, "");
  return `${Math.floor(value / 10000)}${places && `.${places}`}`;
}

function plain(value, claim) {
  require(typeof value === "string" && value.length > 0 && size(value) <= LONGEST_TEXT, claim);
  require(value.normalize("NFC") === value && !BARRED.test(value), claim);
  return value;
}

function halves(value) {
  require(typeof value === "string" && value.includes("/"), "form");
  const middle = value.indexOf("/");
  return [value.slice(0, middle), value.slice(middle + 1)];
}

function day(value, claim) {
  require(isDay(value), claim);
  return value;
}

function bytes(value, length, claim) {
  require(value instanceof Uint8Array && value.length === length, claim);
  return value;
}

function code(value, claim) {
  return matching(value, CODE, claim);
}

function matching(value, pattern, claim) {
  require(typeof value === "string" && pattern.test(value), claim);
  return value;
}

function within(map, allowed) {
  return [...map.keys()].every((key) => allowed.has(key));
}

function size(text) {
  return new TextEncoder().encode(text).length;
}

function require(isSo, claim) {
  if (!isSo) throw new TypeError(claim);
}
