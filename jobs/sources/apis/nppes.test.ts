import { type Answer, type RegisterServer, startRegister, status } from '../../../test/register-server';
import { openApi } from './http';
import { lookUpNpis } from './nppes';

/** Invented, with right check digits. */
const [ANNA, CLINIC, NOBODY, GONE] = ['1000000004', '1000000012', '1000000020', '1000000038'];

const PERSON = {
  number: ANNA,
  enumeration_type: 'NPI-1',
  basic: { first_name: 'ANNA', last_name: 'EXAMPLE', credential: 'MD', status: 'A' },
  taxonomies: [
    { code: '207Q00000X', desc: 'Family Medicine', primary: false, state: 'IL', license: null },
    { code: '207R00000X', desc: 'Internal Medicine', primary: true, state: 'IL', license: '1' },
  ],
  addresses: [
    { address_purpose: 'MAILING', state: 'WI', country_code: 'US' },
    { address_purpose: 'LOCATION', state: 'IL', country_code: 'US' },
  ],
  other_names: [],
};
const ORGANIZATION = {
  // The register gives numbers as strings at one time and as numbers at another.
  number: Number(CLINIC),
  enumeration_type: 'NPI-2',
  basic: { organization_name: 'EXAMPLE CLINIC', status: 'A' },
  taxonomies: [{ code: '261QP2300X', desc: null, primary: true }],
  addresses: [],
};
const one = (result: unknown) => ({ result_count: 1, results: [result] });
const none = { result_count: 0, results: [] };
const refusal = (number: string) => ({
  Errors: [{ description: 'words that quote 1000000004', field: 'number', number }],
});

describe('lookUpNpis', () => {
  let server: RegisterServer;
  afterEach(() => server.close());

  async function lookUp(answers: Readonly<Record<string, Answer>>, progress?: (done: number) => void) {
    server = await startRegister((parameters) => answers[parameters.get('number') ?? ''] ?? none);
    const api = openApi({ name: 'NPPES', address: server.address, wait: async () => {} });
    return lookUpNpis(api, Object.keys(answers), progress);
  }

  it('reads persons and organizations, and counts who is not there', async () => {
    const answers = { [ANNA]: one(PERSON), [CLINIC]: one(ORGANIZATION), [NOBODY]: none, [GONE]: refusal('15') };
    expect(await lookUp(answers)).toEqual({
      rows: [
        { npi: ANNA, provider_name: 'ANNA EXAMPLE', taxonomy: 'Internal Medicine', state: 'IL' },
        { npi: CLINIC, provider_name: 'EXAMPLE CLINIC', taxonomy: '261QP2300X', state: null },
      ],
      unknown: 1,
      deactivated: 1,
    });
    expect(server.asked.map(String).sort()).toEqual(
      [ANNA, CLINIC, NOBODY, GONE].map((npi) => `version=2.1&number=${npi}`).sort(),
    );
  });

  it('takes counts as text', async () => {
    expect((await lookUp({ [ANNA]: { ...one(PERSON), result_count: '1' } })).rows).toHaveLength(1);
  });

  it('reports its progress', async () => {
    const done: number[] = [];
    const npis = Array.from({ length: 6 }, (_, index) => String(1_000_000_004 + index));
    await lookUp(Object.fromEntries(npis.map((npi) => [npi, none])), (count) => done.push(count));
    expect(done).toEqual([4, 6]);
  });

  it.each([
    ['an Errors body with status 200', refusal('06'), 'error 06'],
    ['an Errors body of two numbers', { Errors: [...refusal('15').Errors, ...refusal('06').Errors] }, 'error 15, 06'],
    ['an Errors body whose number is a text', refusal('1000000004'), 'error without a number'],
    ['another NPI', one({ ...PERSON, number: CLINIC }), 'another NPI'],
    ['more results than one', { result_count: 2, results: [PERSON, PERSON] }, '2'],
    ['fewer results than it counts', { result_count: 1, results: [] }, 'counts 1 and gives 0'],
    ['no results', { result_count: 1 }, 'at results'],
    ['a result without a number', one({ basic: {} }), 'at results.0.number'],
    ['a list', [], 'at its top'],
  ])('has no answer from %s, and says why without a value', async (_what, answer, words) => {
    const thrown = await lookUp({ [NOBODY]: none, [ANNA]: answer }).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'API_ANSWER_INVALID', detail: expect.stringContaining(words) });
    expect(String(thrown)).not.toContain(ANNA);
  });

  it('has no answer when one of many questions has none', async () => {
    await expect(lookUp({ [ANNA]: one(PERSON), [CLINIC]: status(500) })).rejects.toMatchObject({
      code: 'API_UNREACHABLE',
    });
  });
});
