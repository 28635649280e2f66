// ECDSA verification on P-256 (FIPS 186-5, SP 800-186) in whole numbers, for browsers that keep their own from pages
// without https. It handles public values only, so its running time gives nothing away.

import { equal, fromHex, toBigInt } from "./bytes.js";
import { sha256 } from "./sha256.js";

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;
const BASE = {
  x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
  y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
  z: 1n,
};
const NOWHERE = { x: 1n, y: 1n, z: 0n };

/** Order of the group. */
export const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** What a SubjectPublicKeyInfo of an uncompressed P-256 point begins with (RFC 5480). */
const SPKI_START = fromHex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04");

/** Tell whether a key (SubjectPublicKeyInfo) made a signature (r || s, 64 bytes) over a message. */
export function verify(spki, signature, message) {
  const key = point(spki);
  const r = toBigInt(signature.subarray(0, 32));
  const s = toBigInt(signature.subarray(32));
  if (key === null || r < 1n || r >= ORDER || s < 1n || s >= ORDER) return false;
  const inverse = inverted(s, ORDER);
  const ofBase = (toBigInt(sha256(message)) * inverse) % ORDER;
  const ofKey = (r * inverse) % ORDER;
  const sum = weighed(ofBase, BASE, ofKey, key);
  if (sum.z === 0n) return false;
  const zInverse = inverted(sum.z, P);
  return ((sum.x * zInverse * zInverse) % P) % ORDER === r;
}

function point(spki) {
  if (spki.length !== SPKI_START.length + 64 || !equal(spki.subarray(0, SPKI_START.length), SPKI_START)) return null;
  const x = toBigInt(spki.subarray(SPKI_START.length, SPKI_START.length + 32));
  const y = toBigInt(spki.subarray(SPKI_START.length + 32));
  const isOnCurve = x < P && y < P && mod(y * y - (x * x * x - 3n * x + B)) === 0n;
  return isOnCurve ? { x, y, z: 1n } : null;
}

/** One times one point plus another times another, both factors in one walk over their bits. */
function weighed(first, one, second, other) {
  const both = added(one, other);
  let sum = NOWHERE;
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    sum = doubled(sum);
    const choice = ((first >> bit) & 1n) + 2n * ((second >> bit) & 1n);
    if (choice === 1n) sum = added(sum, one);
    if (choice === 2n) sum = added(sum, other);
    if (choice === 3n) sum = added(sum, both);
  }
  return sum;
}

// Points are (x / z^2, y / z^3); z = 0 is the point at infinity.

function doubled({ x, y, z }) {
  if (z === 0n || y === 0n) return NOWHERE;
  const square = mod(y * y);
  const s = mod(4n * x * square);
  const m = mod(3n * (x - z * z) * (x + z * z));
  const newX = mod(m * m - 2n * s);
  return { x: newX, y: mod(m * (s - newX) - 8n * square * square), z: mod(2n * y * z) };
}

function added(left, right) {
  if (left.z === 0n) return right;
  if (right.z === 0n) return left;
  const leftZ = mod(left.z * left.z);
  const rightZ = mod(right.z * right.z);
  const u = mod(left.x * rightZ);
  const s = mod(left.y * rightZ * right.z);
  const h = mod(right.x * leftZ - u);
  const r = mod(right.y * leftZ * left.z - s);
  if (h === 0n) return r === 0n ? doubled(left) : NOWHERE;
  const square = mod(h * h);
  const cube = mod(square * h);
  const x = mod(r * r - cube - 2n * u * square);
  return { x, y: mod(r * (u * square - x) - s * cube), z: mod(left.z * right.z * h) };
}

function mod(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function inverted(value, modulus) {
  let [low, high, lowFactor, highFactor] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (low > 1n) {
    const times = high / low;
    [low, high, lowFactor, highFactor] = [high - times * low, low, highFactor - times * lowFactor, lowFactor];
  }
  return ((lowFactor % modulus) + modulus) % modulus;
}
