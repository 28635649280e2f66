// The camera: looks at the square in its middle several times a second until a code is read or it is stopped.

import { readCanvas } from "./detector.js";

const PAUSE_MS = 150;
const SIDE = 1000;
const WANTED = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };

/** Make a camera that shows itself in a video; `start` gives what it read, or null when it was stopped. */
export function makeCamera(video) {
  let stream = null;

  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
  };

  const start = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: WANTED, audio: false });
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement("canvas");
    while (stream !== null) {
      const found = square(video, canvas) ? await readCanvas(canvas) : null;
      if (found !== null) {
        stop();
        return found;
      }
      await new Promise((wake) => setTimeout(wake, PAUSE_MS));
    }
    return null;
  };

  return { start, stop };
}

/** Tell whether this browser gives a camera to this page at all. */
export function hasCamera() {
  return typeof navigator.mediaDevices?.getUserMedia === "function";
}

/** The key of the wording for what went wrong. */
export function troubleOf(problem) {
  if (problem.name === "NotFoundError" || problem.name === "OverconstrainedError") return "problem.no_camera";
  if (problem.name === "NotAllowedError" || problem.name === "SecurityError") return "problem.camera_denied";
  return "problem.camera_unavailable";
}

function square(video, canvas) {
  const side = Math.min(video.videoWidth, video.videoHeight);
  if (side === 0) return false;
  canvas.width = Math.min(side, SIDE);
  canvas.height = canvas.width;
  const left = (video.videoWidth - side) / 2;
  const top = (video.videoHeight - side) / 2;
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return true;
}
