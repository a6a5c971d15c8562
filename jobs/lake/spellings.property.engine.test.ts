import fc from 'fast-check';
import { centsOf, dollars } from './cents';
import { landed, transactions, typed } from './landed-rows.fixture';
import { spelledAmounts, spelledMoments } from './spellings.fixture';

jest.setTimeout(60_000);
const SAMPLES = { numRuns: 4_000, seed: 20_251_129 };

describe('what landing reads, and what was written', () => {
  it('moments in every spelling are the instant that they state', async () => {
    const samples = fc.sample(spelledMoments, SAMPLES);
    const read = await typed(
      'inserted_at',
      samples.map(({ text }) => text),
    );
    const shown = samples.map(({ text, moment }, index) => ({ text, moment, read: String(read[index]) }));
    expect(shown.filter(({ moment, read: value }) => !isSame(value, moment))).toEqual([]);
  });
  it('days in every spelling without a zone are the day that they state', async () => {
    const samples = fc.sample(spelledMoments, SAMPLES).filter(({ zoned }) => !zoned);
    const read = await typed(
      'service_date',
      samples.map(({ text }) => text),
    );
    const wrong = samples.filter(({ day }, index) => read[index] !== day);
    expect(wrong).toEqual([]);
  });
  it('amounts in every spelling are the cents that they state, in landing and in totals', async () => {
    const samples = fc.sample(spelledAmounts, SAMPLES);
    const { rows } = await landed(
      transactions,
      samples.map(({ text }) => ({ amount: text })),
    );
    const wrong = samples.filter(({ text, cents }, index) => {
      const value = rows[index]?.['amount'];
      return centsOf(text) !== cents || value !== `${dollars(cents)}0000000`;
    });
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });
});

/** DuckDB writes no zeros at the end of a fraction. */
function isSame(read: string, moment: string): boolean {
  return read.replace(/\.?0*\+00$/, '') === moment.replace(/\.?0*\+00$/, '');
}
