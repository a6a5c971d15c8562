/** Which part of `01/06/2025` is the month. `mixed`: a column that has it both ways, in which only a part above 12 decides. */
export type DateOrder = 'month_first' | 'day_first' | 'mixed';

const TIME = String.raw`([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?`;
const TIME_WITH_HALF = String.raw`(0?[1-9]|1[0-2]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)? ?[AaPp][Mm]`;
const ZONE = String.raw` ?([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[-+](0\d|1[0-4])(:?[0-5]\d)?)`;
const DAY = String.raw`(\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})`;
const MOMENT = String.raw`\s*${DAY}([ T] *(${TIME_WITH_HALF}|${TIME})(${ZONE})?)?\s*`;
/** A day of its own: what has a zone is an instant, which calendar-day.ts has made a day of before, or none. */
const LOCAL_MOMENT = String.raw`\s*${DAY}([ T] *(${TIME_WITH_HALF}|${TIME}))?\s*`;
/** The spelling that databases use: read before all others. */
const ISO_MOMENT = String.raw`\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?Z?`;
const SLASHED_DAY = String.raw`\d{1,2}/\d{1,2}/\d{4}`;
const ISO_DAY_LENGTH = 10;
/** BigQuery's range, which is the narrower one. */
const FIRST_MOMENT = `timestamp '0001-01-01'`;
const LAST_MOMENT = `timestamp '9999-12-31 23:59:59.999999'`;

const matches = (text: string, pattern: string) => `regexp_full_match(${text}, '${pattern}')`;

/** SQL (DuckDB) of the day that a text states, as it is written; NULL where it states none. Spellings are tried in the order of how often they occur. */
export function dayOf(text: string, order: DateOrder): string {
  return `coalesce(${isoDay(text)}, cast(${isoMoment(text)} as date), cast(${slashedDay(text, order)} as date), ${writtenDay(text, order)})`;
}

/** SQL (DuckDB) of the moment that a text states, in UTC and without a zone: an offset is taken off, a text without one is meant as UTC. */
export function momentOf(text: string, order: DateOrder): string {
  return `coalesce(case when strlen(${text}) > ${ISO_DAY_LENGTH} then ${isoMoment(text)} else cast(${isoDay(text)} as timestamp) end, ${slashedDay(text, order)}, ${inUtc(text, order)})`;
}

/** SQL (DuckDB), BOOL: a day between slashes that is another day when its first two parts are swapped. */
export function isAmbiguousDay(text: string): string {
  const part = (index: number) =>
    `cast(regexp_extract(${text}, '^\\s*(\\d{1,2})/(\\d{1,2})/\\d{4}', ${index}) as integer)`;
  const apart = `${part(1)} <= 12 and ${part(2)} <= 12 and ${part(1)} <> ${part(2)}`;
  return `case when ${hasSlashes(text)} and ${matches(text, MOMENT)} then ${apart} else false end`;
}

/** SQL (DuckDB), BOOL: whether a text has its day between slashes. */
export function hasSlashes(text: string): string {
  return `coalesce(contains(${text}, '/'), false)`;
}

/** Checked by writing it back: DuckDB alone also reads 2024-1-5, infinity and years before Christ. */
function isoDay(text: string): string {
  const range = `between date '0001-01-01' and date '9999-12-31'`;
  return `case when try_cast(${text} as date)::varchar = ${text} and try_cast(${text} as date) ${range} then try_cast(${text} as date) end`;
}

function isoMoment(text: string): string {
  return `case when ${matches(text, ISO_MOMENT)} and ${text} >= '0001' then try_cast(${text} as timestamp) end`;
}

function slashedDay(text: string, order: DateOrder): string {
  return `case when ${matches(text, SLASHED_DAY)} then ${inOrder(order, text, (form) => inRange(`try_strptime(${text}, '${form === 'month_first' ? '%m/%d/%Y' : '%d/%m/%Y'}')`))} end`;
}

/** The day of a longer text, as it is written. */
function writtenDay(text: string, order: DateOrder): string {
  const day = inOrder(order, text, (form) =>
    inRange(`try_cast(regexp_extract(${yearFirst(text, form)}, '\\d+-\\d+-\\d+') as date)`),
  );
  return `case when ${matches(text, LOCAL_MOMENT)} then ${day} end`;
}

function inUtc(text: string, order: DateOrder): string {
  const moment = inOrder(order, text, (form) => {
    const local = `regexp_replace(regexp_extract(${yearFirst(text, form)}, '[-\\d]+([ T] *[\\d:.]+)?'), '[ T]+', ' ')`;
    const half = `to_hours(case when contains(lower(${text}), 'pm') then 12 else 0 end)`;
    return `case when regexp_matches(${text}, '[AaPp][Mm]') then try_cast(regexp_replace(${local}, ' 12:', ' 0:') as timestamp) + ${half} else try_cast(${local} as timestamp) end`;
  });
  const part = (index: number) =>
    `coalesce(try_cast(regexp_extract(${text}, ':.*([-+]\\d\\d):?(\\d\\d)?\\s*$', ${index}) as integer), 0)`;
  const sign = `case when regexp_matches(${text}, ':.*-') then -1 else 1 end`;
  const utc = inRange(`${moment} - to_minutes(60 * ${part(1)} + ${sign} * ${part(2)})`);
  return `case when ${matches(text, MOMENT)} then ${utc} end`;
}

function yearFirst(text: string, form: Exclude<DateOrder, 'mixed'>): string {
  const written = form === 'month_first' ? String.raw`\3-\1-\2` : String.raw`\3-\2-\1`;
  return `regexp_replace(${text}, '(\\d+)/(\\d+)/(\\d+)', '${written}')`;
}

/** SQL (DuckDB) of a moment; NULL where BigQuery has no such day. */
export function inRange(moment: string): string {
  return `case when ${moment} between ${FIRST_MOMENT} and ${LAST_MOMENT} then ${moment} end`;
}

/** A mixed column is read where only one order gives a day, or both give the same. */
function inOrder(order: DateOrder, text: string, read: (form: Exclude<DateOrder, 'mixed'>) => string): string {
  if (order !== 'mixed') return read(order);
  return `case when not ${isAmbiguousDay(text)} then coalesce(${read('month_first')}, ${read('day_first')}) end`;
}
