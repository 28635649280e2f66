// The page itself: whatever is pasted, chosen, dropped or held before the camera goes to `judge`, the answer on top.

import { PREFIX, trimmed } from "../core/code.js";
import { chinaDay, fromWritten, written } from "../core/days.js";
import { checker } from "../core/signature.js";
import { grounds, judge } from "../core/verdict.js";
import { showAnswer } from "./answer_view.js";
import { hasCamera, makeCamera, troubleOf } from "./camera.js";
import { element } from "./elements.js";
import { listWarning } from "./facts.js";
import { readPicture } from "./pictures.js";
import { speaker } from "./words.js";

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const known = grounds(data);
const signatures = checker(globalThis.crypto?.subtle);
const camera = makeCamera(byId("video"));
let language = globalThis.location.hash === "#en" ? "en" : "zh";
let say = speaker(data.words[language]);
let shown = null; // the last answer, said again when the language changes
let trouble = null; // the last wording of what went wrong, with its facts
let turn = 0; // an answer that comes too late is not shown

function context() {
  return { data, language, say, now: Date.now(), checker: signatures.name };
}

function sayAll() {
  const today = chinaDay(Date.now());
  const facts = {
    project: data.list.project,
    number: data.list.number,
    root: data.list.root,
    day: written(fromWritten(data.list.issued_at)),
  };
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say, facts);
  if (shown !== null) byId("ask-heading").textContent = say("ask.again");
  byId("switch").lang = language === "zh" ? "en" : "zh-CN";
  byId("switch").title = say("switch_hint");
  const warning = listWarning(data, today, say);
  byId("list-warning").textContent = warning;
  byId("list-warning").hidden = warning === "";
  byId("limits-list").replaceChildren(...limits(today, facts).map((text) => element("li", "", text)));
  byId("trouble").textContent = trouble ? say(...trouble) : "";
  if (shown !== null) showAnswer(byId("answer"), shown, context());
}

function limits(today, facts) {
  const revoked = data.revoked_certificates;
  const count = revoked && Object.keys(revoked).length;
  return [
    say("limits.after", { day: data.made_on }),
    revoked ? say("limits.with_register", { count }) : say("limits.without_register"),
    say("limits.paper"),
    say("limits.clock", { today: written(today) }),
    say("limits.source", facts),
  ];
}

function tell(key, facts) {
  trouble = key ? [key, facts] : null;
  byId("trouble").textContent = key ? say(key, facts) : "";
}

async function check(text, source) {
  const mine = (turn += 1);
  try {
    const result = await judge(text, known, Date.now(), signatures.verify);
    if (mine !== turn) return;
    tell(null);
    shown = { result, text, source };
    byId("text").value = ""; // a hand scanner would type the next code behind it; the details keep it
    byId("ask-heading").textContent = say("ask.again");
    document.querySelector("main").classList.add("answered");
    const heading = showAnswer(byId("answer"), shown, context());
    heading.focus({ preventScroll: true });
    byId("answer").scrollIntoView({ block: "nearest" });
  } catch (problem) {
    tell("problem.failed", { message: problem.message });
  }
}

function checkTyped() {
  const text = byId("text").value;
  if (text.trim()) void check(text, "text");
  else tell("problem.empty");
}

async function checkPicture(file) {
  const mine = (turn += 1);
  tell("busy.picture");
  await new Promise((painted) => setTimeout(painted, 30));
  const found = await readPicture(file).catch(() => undefined);
  if (mine !== turn) return;
  if (found) await check(found.text, found.source);
  else tell(found === null ? "problem.no_code" : "problem.unreadable");
}

async function useCamera() {
  if (!hasCamera()) {
    tell("problem.camera_unavailable");
    return;
  }
  tell(null);
  byId("viewfinder").hidden = false;
  byId("camera").disabled = true;
  try {
    const found = await camera.start();
    if (found !== null) await check(found.text, found.source);
  } catch (problem) {
    tell(troubleOf(problem));
  } finally {
    camera.stop();
    byId("viewfinder").hidden = true;
    byId("camera").disabled = false;
  }
}

/** Take a picture or a text out of what was pasted or dropped; tells whether there was any. */
function take(transfer) {
  const picture = [...(transfer?.files ?? [])][0];
  const text = transfer?.getData("text/plain") ?? "";
  if (picture) void checkPicture(picture);
  else if (text.trim()) {
    byId("text").value = text;
    void check(text, "text");
  }
  return Boolean(picture || text.trim());
}

function listen() {
  byId("switch").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    say = speaker(data.words[language]);
    sayAll();
  });
  byId("camera").addEventListener("click", useCamera);
  byId("stop").addEventListener("click", camera.stop);
  byId("picture").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", ({ target }) => {
    if (target.files.length > 0) void checkPicture(target.files[0]);
    target.value = "";
  });
  byId("typed").addEventListener("submit", (event) => {
    event.preventDefault();
    checkTyped();
  });
  document.addEventListener("paste", (event) => {
    const isPicture = (event.clipboardData?.files.length ?? 0) > 0;
    const isCode = trimmed(event.clipboardData?.getData("text/plain") ?? "").startsWith(PREFIX);
    const isElsewhere = event.target !== byId("text");
    if ((isPicture || isCode || isElsewhere) && take(event.clipboardData)) event.preventDefault();
  });
  byId("text").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault(); // a hand scanner types the code and then Enter
    checkTyped();
  });
  listenToDrops();
  document.addEventListener("visibilitychange", () => document.hidden && camera.stop());
  document.addEventListener("keydown", (event) => event.key === "Escape" && camera.stop());
}

function listenToDrops() {
  const mark = (isDropping) => document.body.classList.toggle("dropping", isDropping);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && mark(false));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    take(event.dataTransfer);
  });
}

listen();
sayAll();
