// What a code says, in words: names of actions, forms and regions come from what the page carries.

import { daysBetween, fromWritten, written } from "../core/days.js";

const OLD_LIST_DAYS = 45;
const MASK = "＊";

/** The facts of a certificate as pairs of words. */
export function factsOf(claims, data, language, say) {
  const form = data.forms[`${claims.form}/${claims.edition}`];
  const formName = form ? form.name[language] : claims.form;
  return [
    [say("fact.grade"), gradeName(claims, form, language, say)],
    [say("fact.score"), claims.score],
    [say("fact.serial"), claims.serial],
    [say("fact.period"), period(claims, say)],
    [say("fact.issued_on"), written(claims.issuedOn)],
    [say("fact.action"), data.actions[claims.action]?.[language] ?? claims.action],
    [say("fact.form"), say("fact.edition", { form: formName, edition: claims.edition })],
    [say("fact.credit_code"), creditCode(claims, data, language, say)],
    [say("fact.issuer"), claims.issuer],
  ];
}

/** What has to be said beside the facts: wordings, each with whether it is loud. */
export function notesOf(result, data, today, say) {
  const { answer, claims, key } = result;
  const notes = answer === "valid" ? [[say("note.compare"), false]] : [];
  if (key.revokedOn !== null && answer !== "revoked") {
    notes.push([say("note.key_revoked_since", { day: written(key.revokedOn) }), true]);
  }
  if (claims.isConstructed) notes.push([say("note.constructed"), true]);
  if (claims.unit.endsWith(MASK)) notes.push([say("note.masked"), false]);
  if (claims.isCut) notes.push([say("note.cut"), false]);
  return notes;
}

/** What is wrong with the list or the clock today; empty where nothing is. */
export function listWarning(data, today, say) {
  const issued = fromWritten(data.list.issued_at);
  const days = daysBetween(issued, today);
  if (days < 0) return say("note.clock", { today: written(today), day: written(issued) });
  return days > OLD_LIST_DAYS ? say("note.list_old", { days }) : "";
}

function gradeName(claims, form, language, say) {
  const translated = language === "zh" ? undefined : form?.grades[claims.grade]?.[language];
  return translated ? say("fact.beside", { name: translated, more: claims.gradeName }) : claims.gradeName;
}

function period({ issuedOn, validUntil }, say) {
  const first = written(issuedOn);
  return validUntil === null ? say("fact.period_open", { first }) : say("fact.period_value", { first, last: written(validUntil) });
}

/** Digits 3 to 8 of a credit code name the region of the office that registered it (GB 32100). */
function creditCode({ creditCode: code }, data, language, say) {
  const region = code && data.regions[code.slice(2, 8)]?.[language];
  return region ? say("fact.beside", { name: code, more: say("fact.registered_in", { region }) }) : code;
}
