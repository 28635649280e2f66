// Bytes compared, joined and written.

export function equal(left, right) {
  return left.length === right.length && left.every((byte, place) => byte === right[place]);
}

export function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

export function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

/** The whole number that bytes spell, the highest first. */
export function toBigInt(bytes) {
  return BigInt(`0x${hex(bytes)}`);
}
