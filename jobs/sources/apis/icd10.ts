import { z } from 'zod';
import { JobError } from '../../errors';
import { checkedAnswer } from './answer';
import type { RegisterRow } from './delivery';
import type { Api } from './http';
import { icd10Chapter } from './icd10-chapter';

/** Clinical Table Search Service of the NLM, https://clinicaltables.nlm.nih.gov/apidoc/icd10cm/v3/doc.html */
export const ICD10 = {
  name: 'NLM ICD-10-CM',
  address: 'https://clinicaltables.nlm.nih.gov/api/icd10cm/v3/search',
  variable: 'RCM_ICD10_URL',
} as const;
/** Results of one page at most. */
export const ICD10_PAGE = 500;
/** Results of one query at most, all pages together; a prefix with more results is split into longer prefixes. */
export const ICD10_QUERY = 7_500;

/** The beginning of a code, its point included: `E`, `E1`, `E11`, `E11.6`. */
export const ICD10_PREFIX = /^[A-Z]([0-9]([0-9A-Z](\.[0-9A-Z]{0,4})?)?)?$/;
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const DIGITS = [...'0123456789'];

/** Positional: total, codes, extra fields, and per code the fields that were asked for. */
const page = z
  .tuple([z.int().min(0), z.array(z.string()), z.unknown(), z.array(z.tuple([z.string(), z.string()]))])
  .rest(z.unknown());

/**
 * Every code that begins with a prefix, once, ordered by code. The answer is complete, as many codes as the API counts, or the call fails.
 * @param prefix matches `ICD10_PREFIX`; empty: all codes.
 * @param progress called with how many codes are there.
 * @returns rows of the table `icd_codes`.
 * @throws JobError `API_UNREACHABLE`, `API_REFUSED`, `API_ANSWER_INVALID`
 */
export async function listIcd10Codes(
  api: Api,
  prefix: string,
  progress: (done: number) => void = () => {},
): Promise<RegisterRow[]> {
  const names = new Map<string, string>();
  for (const start of prefix === '' ? LETTERS : [prefix]) {
    await collect(api, start, names, () => progress(names.size));
  }
  if (prefix === '' && names.size === 0) throw new JobError('API_ANSWER_INVALID', `${api.name} knows no code at all`);
  return [...names]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, name]) => ({ icd_code: code, description: name, chapter: icd10Chapter(code) }));
}

async function collect(api: Api, prefix: string, names: Map<string, string>, progress: () => void): Promise<void> {
  const matches = new Map<string, string>();
  const total = await readPage(api, prefix, 0, matches);
  if (total > ICD10_QUERY) {
    // This count also has codes with the prefix inside, so each longer prefix is held to its own count instead.
    for (const longer of longerPrefixes(api, prefix)) await collect(api, longer, names, progress);
    return;
  }
  for (let offset = ICD10_PAGE; offset < total; offset += ICD10_PAGE) {
    const now = await readPage(api, prefix, offset, matches);
    if (now !== total) throw new JobError('API_ANSWER_INVALID', `${api.name} counts ${total}, then ${now}`);
  }
  checkCount(api, total, matches.size);
  // The search may also find the prefix inside a code.
  for (const [code, name] of matches) if (code.startsWith(prefix)) names.set(code, name);
  progress();
}

/** No code has less than three characters, so no code is lost between a short prefix and the longer ones. */
function longerPrefixes(api: Api, prefix: string): string[] {
  if (prefix.length === 1) return DIGITS.map((next) => prefix + next);
  if (prefix.length === 2) return [...DIGITS, ...LETTERS].map((next) => prefix + next);
  throw new JobError('API_ANSWER_INVALID', `${api.name} counts more than ${ICD10_QUERY} codes of one category`);
}

/** Pages are ordered by relevance: where two changed places between pages, one code came twice and another never. */
function checkCount(api: Api, counted: number, came: number): void {
  if (came >= counted) return;
  throw new JobError('API_ANSWER_INVALID', `${api.name} counts ${counted} codes and gave ${came}`);
}

async function readPage(api: Api, prefix: string, offset: number, into: Map<string, string>): Promise<number> {
  const count = Math.min(ICD10_PAGE, ICD10_QUERY - offset);
  const answer = await api.ask({ terms: prefix, sf: 'code', cf: 'code', df: 'code,name', count, offset });
  const [total, codes, , fields] = checkedAnswer(api.name, page, answer);
  if (codes.length !== fields.length || codes.some((code, index) => code !== fields[index]?.[0])) {
    throw new JobError('API_ANSWER_INVALID', `${api.name} gave codes and names that do not belong together`);
  }
  for (const [code, name] of fields) into.set(code, name);
  return total;
}
