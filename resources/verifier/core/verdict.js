// The answer: what a text is worth today by the trust list that this page was made with.

import { fromBase64 } from "./bytes.js";
import { openCode, trimmed } from "./code.js";
import { chinaDay, fromWritten } from "./days.js";
import { Refused } from "./refused.js";

/** Make what the page carries ready for judging: keys by kid, days as numbers. */
export function grounds(data) {
  const keys = data.keys.map((key) => ({
    kid: key.kid,
    issuer: key.issuer,
    spki: fromBase64(key.public),
    from: dayOrNull(key.valid_from),
    until: dayOrNull(key.valid_until),
    revokedOn: dayOrNull(key.revoked_on),
  }));
  return {
    keys: new Map(keys.map((key) => [key.kid, key])),
    revoked: new Map(Object.entries(data.revoked_certificates ?? {})),
  };
}

/** Judge a text at a moment (milliseconds since 1970): `answer`, the `reason` for experts, and what the code says. */
export async function judge(text, known, now, verify) {
  try {
    const { claims, key } = await openCode(trimmed(text), known.keys, verify);
    return { ...judgeSigned(claims, key, known.revoked, chinaDay(now)), claims, key };
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    return { answer: refusal.answer, reason: refusal.reason, claims: null, key: null };
  }
}

function judgeSigned(claims, key, revoked, today) {
  const { issuedOn, validUntil } = claims;
  if ((key.from !== null && issuedOn < key.from) || (key.until !== null && issuedOn > key.until)) {
    return { answer: "unknown_signer", reason: "code_key_out_of_period" };
  }
  // A code tells the day, not the hour: the whole day of a revocation counts.
  if (key.revokedOn !== null && issuedOn >= key.revokedOn) return { answer: "revoked", reason: "code_key_revoked" };
  if (revoked.has(claims.serial)) return { answer: "revoked", reason: "certificate_revoked" };
  if (issuedOn > today) return { answer: "not_yet_valid", reason: "" };
  if (validUntil !== null && today > validUntil) return { answer: "expired", reason: "" };
  return { answer: "valid", reason: "" };
}

function dayOrNull(text) {
  return text ? fromWritten(text) : null;
}
