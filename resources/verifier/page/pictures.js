// A picture, from a file, a drop or the clipboard, read at several sizes: small is fast, large finds small codes.

import { readCanvas } from "./detector.js";

const SIDES = [1600, 3200, 800];

/** Give `{ text, source }` of the code on a picture, or null; throws where the file is no picture. */
export async function readPicture(file) {
  const picture = await createImageBitmap(file);
  const longest = Math.max(picture.width, picture.height);
  const sides = new Set(SIDES.map((side) => Math.min(side, longest)));
  try {
    for (const side of sides) {
      const found = await readCanvas(drawn(picture, side / longest));
      if (found !== null) return found;
    }
    return null;
  } finally {
    picture.close();
  }
}

function drawn(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff"; // under pictures that let it shine through
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
