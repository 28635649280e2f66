// Base45 (RFC 9285), read strictly: every text has one reading and every reading one text.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/** Give the bytes of a text, or null where it is no base45. */
export function decode(text) {
  const bytes = [];
  for (let start = 0; start < text.length; start += 3) {
    const group = text.slice(start, start + 3);
    const digits = [...group].map((sign) => ALPHABET.indexOf(sign));
    if (group.length === 1 || digits.includes(-1)) return null;
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    if (value >= 256 ** (group.length - 1)) return null;
    if (group.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
