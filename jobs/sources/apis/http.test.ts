import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { type Answer, half, type RegisterServer, startRegister, status } from '../../../test/register-server';
import { JobError } from '../../errors';
import { API_DEFAULTS, type ApiOptions, openApi, retryAfter } from './http';

const QUERY = { number: 'value-of-a-parameter' };

describe('openApi', () => {
  let server: RegisterServer;
  let waits: number[];
  afterEach(() => server.close());

  /** A client of a server that gives these answers in turn, the last one for ever; its pauses are noted and not waited for. */
  async function api(answers: readonly Answer[], options: Partial<ApiOptions> = {}) {
    waits = [];
    server = await startRegister((_, before) => answers[Math.min(before, answers.length - 1)]);
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    return openApi({ name: 'REGISTER', address: server.address, wait, timeoutMilliseconds: 2_000, ...options });
  }
  async function failure(answers: readonly Answer[], options: Partial<ApiOptions> = {}): Promise<JobError> {
    const thrown: unknown = await (await api(answers, options)).ask(QUERY).catch((error: unknown) => error);
    if (!(thrown instanceof JobError)) throw thrown;
    // Neither words nor anything that hangs on the error may tell what was asked.
    expect(inspect(thrown, { depth: 10, showHidden: true })).not.toContain('value-of-a-parameter');
    return thrown;
  }

  it('asks with the parameters and returns the parsed answer', async () => {
    const client = await api([{ result_count: 0 }]);
    expect(await client.ask({ number: '1234567893', limit: 1 })).toEqual({ result_count: 0 });
    expect(server.asked.map(String)).toEqual(['number=1234567893&limit=1']);
  });

  const firstAnswers: [string, Answer][] = [
    ['a 429', status(429)],
    ['a 500', status(500)],
    ['a 503', status(503)],
    ['a broken connection', half('broken')],
    ['a page that is not JSON', (response: ServerResponse) => response.end('<html>maintenance</html>')],
    ['an answer that was cut off', (response: ServerResponse) => response.end('{"results": [')],
  ];
  it.each(firstAnswers)('asks again after %s', async (_what, first) => {
    expect(await (await api([first, { whole: true }])).ask(QUERY)).toEqual({ whole: true });
    expect(waits).toEqual([API_DEFAULTS.firstPauseMilliseconds]);
  });

  it('waits as long as Retry-After says', async () => {
    const busy = status(429, { 'retry-after': '7' });
    expect(await (await api([busy, busy, []])).ask(QUERY)).toEqual([]);
    expect(waits).toEqual([7_000, 7_000]);
  });

  it('gives up at once when it is to wait for too long', async () => {
    expect(await failure([status(429, { 'retry-after': '3600' })])).toMatchObject({
      ...{ code: 'API_UNREACHABLE', retryable: true },
      detail: expect.stringContaining('3600 s'),
    });
    expect(server.asked).toHaveLength(1);
  });

  it('gives up after growing pauses', async () => {
    expect(await failure([status(500)])).toMatchObject({ code: 'API_UNREACHABLE', retryable: true });
    expect(server.asked).toHaveLength(API_DEFAULTS.attempts);
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it.each<[string, Answer]>([
    ['never begins to answer', () => {}],
    ['stops in the middle of an answer', half('silence')],
  ])('does not wait for a server that %s', async (_what, answer) => {
    expect(await failure([answer], { timeoutMilliseconds: 50 })).toMatchObject({
      ...{ code: 'API_UNREACHABLE', detail: expect.stringContaining('in 50 ms') },
    });
    // The pauses and not what the server has seen: on a busy machine the time may be over before the question arrives.
    expect(waits).toHaveLength(API_DEFAULTS.attempts - 1);
  });

  it('reports a server that is missing', async () => {
    const client = await api([]);
    await server.close();
    await expect(client.ask(QUERY)).rejects.toMatchObject({
      code: 'API_UNREACHABLE',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('reports answers that are never JSON', async () => {
    expect(await failure([(response: { end(text: string): void }) => response.end('<html>')])).toMatchObject({
      ...{ code: 'API_ANSWER_INVALID', retryable: false },
    });
  });

  it('reads no answer without an end', async () => {
    expect(await failure([{ text: 'x'.repeat(2_000) }], { maximumBytes: 1_000 })).toMatchObject({
      code: 'API_ANSWER_INVALID',
    });
    expect(server.asked).toHaveLength(1);
  });

  it.each([[301], [400], [403], [404]])('takes a %i as a refusal and does not ask again', async (code) => {
    const elsewhere = server?.address ?? 'http://127.0.0.1:9/';
    expect(await failure([status(code, { location: elsewhere })])).toMatchObject({
      code: 'API_REFUSED',
      retryable: false,
    });
    expect(server.asked).toHaveLength(1);
  });

  it.each(['', 'nonsense', 'file:///etc/hosts'])('refuses the address "%s"', async (address) => {
    await api([]);
    expect(() => openApi({ name: 'REGISTER', address })).toThrow(expect.objectContaining({ code: 'API_REFUSED' }));
  });
});

it.each([
  ['120', 120_000],
  ['Fri, 01 Jan 2027 00:00:30 GMT', 30_000],
  ['Thu, 31 Dec 2026 00:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After: %s is %s ms', (header, milliseconds) => {
  expect(retryAfter(header, Date.UTC(2027, 0, 1))).toBe(milliseconds);
});
