// Days as whole numbers yyyymmdd, told in China (UTC+8), and the moments at which they begin.

const CHINA_SECONDS = 8 * 3600;
const DAY_SECONDS = 86400;

/** Tell whether a number is a day of the calendar, from the year 1 to 9999. */
export function isDay(day) {
  if (!Number.isInteger(day) || day < 10101 || day > 99991231) return false;
  const { year, month, date } = split(day);
  if (month < 1 || month > 12 || date < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return date <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

/** Seconds since 1970 at which a day begins in China. */
export function beginOf(day) {
  return daysSince1970(day) * DAY_SECONDS - CHINA_SECONDS;
}

/** Seconds since 1970 at which a day ends in China. */
export function endOf(day) {
  return beginOf(day) + DAY_SECONDS;
}

/** The day in China at a moment (milliseconds since 1970). */
export function chinaDay(milliseconds) {
  const there = new Date(milliseconds + CHINA_SECONDS * 1000);
  return there.getUTCFullYear() * 10000 + (there.getUTCMonth() + 1) * 100 + there.getUTCDate();
}

/** How many days lie between two days. */
export function daysBetween(first, last) {
  return daysSince1970(last) - daysSince1970(first);
}

/** `2026-11-23` of 20261123, and back. */
export function written(day) {
  const { year, month, date } = split(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

export function fromWritten(text) {
  return Number(text.slice(0, 10).replace(/-/g, ""));
}

function split(day) {
  return { year: Math.floor(day / 10000), month: Math.floor(day / 100) % 100, date: day % 100 };
}

function daysSince1970(day) {
  const { year, month, date } = split(day);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date); // Date.UTC would take the years 0 to 99 for 1900 to 1999
  return Math.round(moment.getTime() / (DAY_SECONDS * 1000));
}
