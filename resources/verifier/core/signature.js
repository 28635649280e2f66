// Who checks signatures: the browser's own WebCrypto where it is given to the page, else the whole numbers of p256.js.

import { verify as verifyInWholeNumbers } from "./p256.js";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

/** A checker with WebCrypto (`subtle`, absent on pages without https in some browsers) or without. */
export function checker(subtle) {
  return { name: subtle ? "webcrypto" : "builtin", verify: subtle ? (...asked) => ask(subtle, ...asked) : wholly };
}

async function ask(subtle, spki, signature, message) {
  const key = await subtle.importKey("spki", spki, ALGORITHM, false, ["verify"]);
  return subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, message);
}

async function wholly(spki, signature, message) {
  return verifyInWholeNumbers(spki, signature, message);
}
