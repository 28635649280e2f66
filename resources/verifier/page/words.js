// The wordings of one language, with their facts filled in.

/** Give the function that says a wording of a room: `say("ask.check")`, `say("list.line", { number, day })`. */
export function speaker(room) {
  const find = (key) => key.split(".").reduce((node, step) => node?.[step], room);
  const say = (key, facts = {}) =>
    String(find(key) ?? key).replace(/\{(\w+)\}/g, (_, name) => String(facts[name] ?? ""));
  say.knows = (key) => typeof find(key) === "string";
  return say;
}
