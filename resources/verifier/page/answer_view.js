// The answer on the page: one large word with its shape, why, what the code says, and the details for experts.

import { beginOf, chinaDay, written } from "../core/days.js";
import { element, shape, terms } from "./elements.js";
import { factsOf, notesOf } from "./facts.js";

const SHAPES = {
  valid: "shape-valid",
  expired: "shape-clock",
  not_yet_valid: "shape-clock",
  revoked: "shape-stop",
  changed: "shape-stop",
  unknown_signer: "shape-doubt",
  not_ours: "shape-other",
};

/** Fill the section of the answer; gives its heading, which takes the focus. */
export function showAnswer(section, shown, context) {
  const { result } = shown;
  const heading = element("h2", "", context.say(`${result.answer}.title`));
  heading.tabIndex = -1;
  section.className = result.answer;
  section.replaceChildren(
    element("div", "verdict", shape(SHAPES[result.answer]), heading, element("p", "", why(result, context))),
    element("div", "said", ...saidBy(result, context), expertsPart(shown, context)),
  );
  section.hidden = false;
  return heading;
}

function why({ answer, reason, claims, key }, { data, say, now }) {
  const own = `${answer}.${reason}`;
  const revoked = data.revoked_certificates?.[claims?.serial] ?? (key?.revokedOn ? written(key.revokedOn) : "");
  return say(say.knows(own) ? own : `${answer}.why`, {
    today: written(chinaDay(now)),
    issued: claims ? written(claims.issuedOn) : "",
    until: claims?.validUntil ? written(claims.validUntil) : "",
    revoked,
  });
}

function saidBy(result, context) {
  const { claims } = result;
  if (claims === null) return [];
  const { data, language, say, now } = context;
  return [
    result.answer === "valid" ? null : element("p", "", say("note.not_believed")),
    element("p", "unit", claims.unit),
    terms("facts", factsOf(claims, data, language, say)),
    ...notesOf(result, data, chinaDay(now), say).map(([text, isLoud]) => element("p", isLoud ? "note loud" : "note", text)),
  ].filter((part) => part !== null);
}

function expertsPart({ result, text, source }, { data, say, checker }) {
  const { claims, key } = result;
  const { number, issued_at: issuedAt, root } = data.list;
  const kept = text.length > 600 ? `${text.slice(0, 600)}…` : text;
  return element(
    "details",
    "",
    element("summary", "", say("expert.summary")),
    terms("", [
      [say("expert.reason"), [result.answer, result.reason].filter(Boolean).join(" · ")],
      [say("expert.kid"), key?.kid],
      [say("expert.suite"), claims && say(`expert.${checker}`)],
      [say("expert.source"), say(`expert.source_${source}`, { length: text.length })],
      [say("expert.form"), claims && `${claims.form}/${claims.edition} · ${claims.grade}`],
      ["iat", claims && String(beginOf(claims.issuedOn))],
      [say("expert.revision"), claims?.revision],
      [say("expert.list"), say("expert.list_value", { number, day: issuedAt, root })],
      [say("expert.made_on"), data.made_on],
      [say("expert.text"), kept],
    ]),
  );
}
