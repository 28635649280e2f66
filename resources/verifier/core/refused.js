// Why a text is not believed: `answer` is for everybody, `reason` for experts.

export class Refused extends Error {
  constructor(answer, reason) {
    super(`${answer}: ${reason}`);
    this.answer = answer;
    this.reason = reason;
  }
}
