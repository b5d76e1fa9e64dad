/** A telephone number's country code, and what may stand between it and the rest. */
const countryCode = /\+[\d\s()./-]{0,12}$/;

/** Whether a plus sign before the digits, perhaps with a country code between, makes them a telephone number. */
export function isTelephone(before: string): boolean {
  return countryCode.test(before);
}

/** Whether 12 decimal digits can be a date, in any order and with a year of two digits, and a time. */
export function isDateAndTime(digits: string): boolean {
  const [first = 0, second = 0, third = 0, hour = 0, minute = 0, seconds = 0] = pairsOf(digits);
  if (!isTime(hour, minute, seconds)) return false;
  return isDay(second, third) || isDay(second, first) || isDay(first, second);
}

/** Whether decimal digits begin with a year of four digits, a month, a day, an hour and a minute. */
export function isFullDate(digits: string): boolean {
  const [century, , month = 0, day = 0, hour = 0, minute = 0] = pairsOf(digits);
  return (century === 19 || century === 20) && isDay(month, day) && isTime(hour, minute, 0);
}

/** Whether four groups of three decimal digits are an IPv4 address, or extensions; none begins with 000. */
export function isIpv4(groups: readonly string[]): boolean {
  const first = Number(groups[0]);
  return (
    groups.every((group) => Number(group) < 256) && (first > 0 || groups.every((each) => Number(each) === 0))
  );
}

/**
 * Whether equally long decimal groups with spaces between them are rather something else than a MAC: extensions, rooms
 * or years, which begin alike; or a part of an IMEI, an IBAN or an IPv4 address.
 */
export function areNumbers(groups: readonly string[], before: string, after: string): boolean {
  const [first = ''] = groups;
  const start = first.slice(0, 2);
  if (!start.startsWith('0') && groups.every((group) => group.startsWith(start))) return true;
  if (first.length === 3) return isIpv4(groups);
  if (first.length === 6) return /(?<!\d)\d\d $/.test(before);
  return /[a-z]{2}\d\d $/i.test(before) || /^ \d{1,3}(?!\d)/.test(after) || isFullDate(groups.join(''));
}

function pairsOf(digits: string): number[] {
  return (digits.match(/../g) ?? []).map(Number);
}

function isDay(month: number, day: number): boolean {
  return month > 0 && month < 13 && day > 0 && day < 32;
}

function isTime(hour: number, minute: number, seconds: number): boolean {
  return hour < 24 && minute < 60 && seconds < 60;
}
