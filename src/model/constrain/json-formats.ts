// The formats of JSON Schema that are regular, as patterns: all that they give is valid, dates to the day
// of a leap year. E-mail addresses are the plain ones.

const DAY = '(?:0[1-9]|1\\d|2[0-8])';
const SHORT_MONTHS = '(?:0[469]|11)';
const LONG_MONTHS = '(?:0[13578]|1[02])';
const LEAP_YEAR = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DATE =
  `(?:\\d{4}-(?:(?:0[1-9]|1[0-2])-${DAY}|(?:${LONG_MONTHS}|${SHORT_MONTHS})-(?:29|30)|${LONG_MONTHS}-31)` +
  `|${LEAP_YEAR}-02-29)`;
const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const LOCAL = '[A-Za-z0-9_+-]{1,20}(?:\\.[A-Za-z0-9_+-]{1,20}){0,2}';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,20}[A-Za-z0-9])?';

export const FORMATS: ReadonlyMap<string, string> = new Map([
  ['date', `^${DATE}$`],
  ['time', `^${TIME}$`],
  ['date-time', `^${DATE}T${TIME}$`],
  ['uuid', '^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'],
  ['ipv4', `^${OCTET}(?:\\.${OCTET}){3}$`],
  ['email', `^${LOCAL}@(?:${LABEL}\\.){1,3}[A-Za-z]{2,10}$`],
]);
