// CBOR (RFC 8949) as certificate codes use it: whole numbers, bytes, texts, maps, true; in the deterministic encoding
// of section 4.2.1 and no other. What is read here has one spelling only, so nothing needs to be encoded again.

import { hex } from "./bytes.js";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const DEEPEST = 2;

/** Read the one value that the bytes are; throws where they are anything else. */
export function read(bytes) {
  const cursor = { bytes, place: 0 };
  const value = item(cursor, DEEPEST);
  if (cursor.place !== bytes.length) throw new RangeError("bytes are left over");
  return value;
}

/** Write a byte string with its head. */
export function byteString(bytes) {
  const size = bytes.length;
  const head = size < 24 ? [0x40 + size] : size < 256 ? [0x58, size] : [0x59, size >> 8, size & 0xff];
  return Uint8Array.from([...head, ...bytes]);
}

function item(cursor, depth) {
  const first = take(cursor, 1)[0];
  if (first === 0xf5) return true;
  const argument = shortest(cursor, first & 0x1f);
  switch (first >> 5) {
    case 0:
      return argument;
    case 1:
      return -1 - argument;
    case 2:
      return take(cursor, argument);
    case 3:
      return UTF8.decode(take(cursor, argument));
    case 5:
      return map(cursor, argument, depth);
    default:
      throw new RangeError("a kind of value that codes do not hold");
  }
}

function map(cursor, size, depth) {
  if (depth === 0) throw new RangeError("too deep");
  const found = new Map();
  let before = "";
  for (let count = 0; count < size; count += 1) {
    const start = cursor.place;
    const key = item(cursor, 0);
    const written = hex(cursor.bytes.subarray(start, cursor.place));
    if (written <= before) throw new RangeError("keys out of order, or one twice");
    before = written;
    found.set(key, item(cursor, depth - 1));
  }
  return found;
}

/** The argument of a head, refused where fewer bytes would have carried it. */
function shortest(cursor, size) {
  if (size < 24) return size;
  if (size > 27) throw new RangeError("an endless or reserved head");
  const bytes = take(cursor, 2 ** (size - 24));
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const least = [24, 2 ** 8, 2 ** 16, 2 ** 32][size - 24];
  if (value < least || !Number.isSafeInteger(value)) throw new RangeError("a number in a longer head than it needs");
  return value;
}

function take(cursor, size) {
  const end = cursor.place + size;
  if (end > cursor.bytes.length) throw new RangeError("cut off");
  const taken = cursor.bytes.subarray(cursor.place, end);
  cursor.place = end;
  return taken;
}
