// A code taken apart: text, base45, the one COSE_Sign1 frame there is, key, signature, and only then its claims.

import { decode } from "./base45.js";
import { equal, fromHex, hex, joined, toBigInt } from "./bytes.js";
import { byteString } from "./cbor.js";
import { readClaims } from "./claims.js";
import { ORDER } from "./p256.js";
import { Refused } from "./refused.js";

export const PREFIX = "SXC1:";

const LONGEST_TEXT = 531;
const FRAME_START = fromHex("d2844da201260448"); // tag 18, array of 4, 13 bytes: {1: -7, 4: the 8 bytes that follow}
const PROTECTED_AT = 3;
const KID_BYTES = 8;
const EMPTY_MAP = fromHex("a0");
const SIGNATURE_START = fromHex("5840");
const SIGNATURE_BYTES = 64;
const CONTEXT = new TextEncoder().encode("Signature1");

/** Take away what pasting adds around a code, and nothing else: other blanks make it another text. */
export function trimmed(text) {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

/** Verify a code and give its claims with the key that signed it; throws `Refused`. `keys` are listed keys by kid. */
export async function openCode(text, keys, verify) {
  const { kid, payload, signature } = unframed(frameOf(text));
  const key = keys.get(kid);
  if (key === undefined) throw new Refused("unknown_signer", `kid ${kid}`);
  const message = joined(
    [0x84, 0x60 + CONTEXT.length],
    CONTEXT,
    FRAME_START.subarray(PROTECTED_AT - 1),
    fromHex(kid),
    byteString(new Uint8Array(0)),
    byteString(payload),
  );
  if (!(await verify(key.spki, signature, message))) throw new Refused("changed", "signature");
  const claims = claimsOf(payload);
  if (claims.issuer !== key.issuer) throw new Refused("changed", "issuer");
  return { claims, key };
}

function frameOf(text) {
  if (!text.startsWith(PREFIX)) throw new Refused("not_ours", "prefix");
  if (isTooLong(text)) throw new Refused("not_ours", "length");
  const frame = decode(text.slice(PREFIX.length));
  if (frame === null) throw new Refused("changed", "base45");
  return frame;
}

function isTooLong(text) {
  return text.length > 2 * LONGEST_TEXT || [...text].length > LONGEST_TEXT;
}

/** Kid, claims and signature, where the frame is exactly what they make when framed anew. */
function unframed(frame) {
  const kidEnds = FRAME_START.length + KID_BYTES;
  const signatureAt = frame.length - SIGNATURE_BYTES;
  const framedPayload = frame.subarray(kidEnds + 1, Math.max(signatureAt - SIGNATURE_START.length, 0));
  const kid = frame.subarray(FRAME_START.length, kidEnds);
  const payload = framedPayload.subarray(framedPayload.length <= 2 + 255 ? 2 : 3);
  const signature = frame.subarray(Math.max(signatureAt, 0));
  const again = joined(FRAME_START, kid, EMPTY_MAP, byteString(payload), SIGNATURE_START, signature);
  if (payload.length === 0 || !equal(again, frame)) throw new Refused("changed", "frame");
  // Of the two signatures that verify alike only the one with the lower s is taken.
  if (toBigInt(signature.subarray(32)) > ORDER / 2n) throw new Refused("changed", "signature_form");
  return { kid: hex(kid), payload, signature };
}

function claimsOf(payload) {
  try {
    return readClaims(payload);
  } catch (problem) {
    throw new Refused("changed", `claims: ${problem.message}`);
  }
}
