import { z } from 'zod';
import { JobError } from '../../errors';
import { checkedAnswer } from './answer';
import type { RegisterRow } from './delivery';
import type { Api } from './http';

/** The NPI Registry of NPPES, https://npiregistry.cms.hhs.gov/api-page */
export const NPPES = {
  name: 'NPPES',
  address: 'https://npiregistry.cms.hhs.gov/api/',
  variable: 'RCM_NPPES_URL',
} as const;
const VERSION = '2.1';
/** Questions at a time: enough to hide the network's delay, few enough to be polite. */
const AT_ONCE = 4;
/** Error number of a deactivated NPI; the registry reports nothing else about it. */
const DEACTIVATED = '15';

const text = z.union([z.string(), z.number()]).transform(String);
const optionalText = z.union([z.string(), z.number(), z.null()]).optional();

const errors = z.object({ Errors: z.array(z.object({ number: text })).min(1) });
const found = z.object({
  result_count: z.union([z.string(), z.number()]).transform(Number),
  results: z.array(
    z.object({
      number: text,
      basic: z.object({ organization_name: optionalText, first_name: optionalText, last_name: optionalText }),
      taxonomies: z
        .array(z.object({ desc: optionalText, code: optionalText, primary: z.boolean().nullish() }))
        .default([]),
      addresses: z.array(z.object({ address_purpose: optionalText, state: optionalText })).default([]),
    }),
  ),
});
type Provider = z.output<typeof found>['results'][number];

/** What the register says about a list of NPIs. */
export interface NpiLookup {
  /** Rows of the table `npi`, in the order of the NPIs. */
  readonly rows: RegisterRow[];
  /** NPIs that the register does not know. */
  readonly unknown: number;
  /** NPIs that are no longer in service. */
  readonly deactivated: number;
}

/**
 * Looks NPIs up, one question each: the API takes one number. So its limits of 200 results a page and 1,200 a query are never reached.
 * The answer is complete, or the call fails.
 * @param npis valid, each once.
 * @param progress called with how many are done.
 * @throws JobError `API_UNREACHABLE`, `API_REFUSED`, `API_ANSWER_INVALID`
 */
export async function lookUpNpis(
  api: Api,
  npis: readonly string[],
  progress: (done: number) => void = () => {},
): Promise<NpiLookup> {
  const answers: Awaited<ReturnType<typeof lookUp>>[] = [];
  for (let at = 0; at < npis.length; at += AT_ONCE) {
    answers.push(...(await Promise.all(npis.slice(at, at + AT_ONCE).map((npi) => lookUp(api, npi)))));
    progress(answers.length);
  }
  return {
    rows: answers.filter((answer) => typeof answer === 'object'),
    unknown: answers.filter((answer) => answer === 'unknown').length,
    deactivated: answers.filter((answer) => answer === 'deactivated').length,
  };
}

async function lookUp(api: Api, npi: string): Promise<RegisterRow | 'unknown' | 'deactivated'> {
  const answer = await api.ask({ version: VERSION, number: npi });
  // Errors come with HTTP 200. Their descriptions quote the question, so only their numbers are reported.
  const refused = errors.safeParse(answer);
  if (refused.success) {
    const numbers = refused.data.Errors.map(({ number }) => number);
    if (numbers.every((number) => number === DEACTIVATED)) return 'deactivated';
    throw new JobError('API_ANSWER_INVALID', `${api.name} answered with error ${numbers.map(shownNumber).join(', ')}`);
  }
  const { result_count: count, results } = checkedAnswer(api.name, found, answer);
  if (count !== results.length || count > 1) {
    throw new JobError('API_ANSWER_INVALID', `${api.name} counts ${count} and gives ${results.length} for one NPI`);
  }
  const [provider] = results;
  if (provider === undefined) return 'unknown';
  if (provider.number !== npi) throw new JobError('API_ANSWER_INVALID', `${api.name} answered with another NPI`);
  return rowOf(provider);
}

function rowOf({ number, basic, taxonomies, addresses }: Provider): RegisterRow {
  const person = [basic.first_name, basic.last_name].filter((name) => name).join(' ');
  const taxonomy = taxonomies.find(({ primary }) => primary === true) ?? taxonomies[0];
  const practice = addresses.find(({ address_purpose: purpose }) => purpose === 'LOCATION');
  return {
    npi: number,
    provider_name: textOrNull(basic.organization_name) ?? textOrNull(person),
    taxonomy: textOrNull(taxonomy?.desc) ?? textOrNull(taxonomy?.code),
    state: textOrNull(practice?.state),
  };
}

function textOrNull(value: string | number | null | undefined): string | null {
  const trimmed = String(value ?? '').trim();
  return trimmed === '' ? null : trimmed;
}

/** An error's number is two digits; anything longer is left out. */
function shownNumber(number: string): string {
  return /^[0-9]{1,4}$/.test(number) ? number : 'without a number';
}
