// Reads the text of a code on a canvas: with the browser's own reader where it has one, else with the vendored one.

import { PREFIX } from "../core/code.js";
import { decodeQR } from "../vendor/qr/decode.js";

let native = null;

/** Give `{ text, source }` of the code on a canvas, or null; a certificate's code goes before any other. */
export async function readCanvas(canvas) {
  const found = await nativeTexts(canvas);
  const ours = found.find((text) => text.startsWith(PREFIX));
  if (ours !== undefined) return { text: ours, source: "native" };
  const own = vendoredText(canvas);
  if (own !== null) return { text: own, source: "vendored" };
  return found.length > 0 ? { text: found[0], source: "native" } : null;
}

async function nativeTexts(canvas) {
  if (!("BarcodeDetector" in globalThis)) return [];
  try {
    native = native || new globalThis.BarcodeDetector({ formats: ["qr_code"] });
    return (await native.detect(canvas)).map((code) => code.rawValue);
  } catch {
    return []; // the name is there, but the system has no reader behind it
  }
}

function vendoredText(canvas) {
  const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(pixels);
  } catch {
    return null; // it throws where it finds nothing
  }
}
