import { executionsPerRun } from '../../../model/executions';
import { PRICES } from '../../../model/prices';
import type { PipelineSpec } from '../../../model/spec';
import { sampleSpec } from '../../../test/acceptance/sample-spec';
import { withSqlParser } from '../../warehouse/duckdb/sql-parser';
import { ASSUMED, type Assumptions } from './assumptions';
import { type DailyScans, dailyCost, dailyScans } from './daily-cost';

const OF: Assumptions = { hospitals: 2, ...ASSUMED };

/** The sample's group with so many hospitals like its first. */
function group(hospitals: number): PipelineSpec {
  const spec = sampleSpec();
  const [first] = spec.hospitals;
  if (!first) throw new Error('the sample has hospitals');
  return {
    ...spec,
    hospitals: Array.from({ length: hospitals }, (_, index) => ({ ...first, id: `hospital-${index}` })),
  };
}

describe('a day', () => {
  let two: DailyScans;
  let twenty: DailyScans;
  beforeAll(async () => {
    [two, twenty] = await withSqlParser(
      async (parser) => [await dailyScans(parser, group(2)), await dailyScans(parser, group(20))] as const,
    );
  });

  it('is the sum of its layers, at the price of a tebibyte', () => {
    const { layers, bytes, usd } = dailyCost(two, OF);
    expect(layers.map(({ layer }) => layer)).toEqual(['bronze', 'quarantine', 'silver', 'gold']);
    expect(layers.reduce((sum, layer) => sum + layer.bytes, 0)).toBe(bytes);
    expect(layers.reduce((sum, layer) => sum + layer.usd, 0)).toBeCloseTo(usd);
    expect(usd).toBeCloseTo((bytes / 2 ** 40) * PRICES.queries.usd);
  });

  it('of hospitals like those there are costs as much again for each, since each statement reads its own hospital', () => {
    const of = (scans: DailyScans, hospitals: number) =>
      dailyCost(scans, { ...OF, hospitals }).layers.find(({ layer }) => layer === 'silver')?.bytes ?? 0;
    const references = dailyCost(
      { ...two, statements: two.statements.filter(({ step }) => step.endsWith('codes')) },
      OF,
    );
    expect(of(twenty, 20)).toBeLessThan(10.2 * of(two, 2));
    expect(of(twenty, 20)).toBeGreaterThan(9.5 * (of(two, 2) - references.bytes));
    expect(dailyCost(twenty, OF).executions).toBe(executionsPerRun(twenty.spec));
  });

  it('costs no less where there is more, and stores in proportion', () => {
    const small = dailyCost(two, OF);
    const large = dailyCost(two, { ...OF, transactions: 10 * OF.transactions });
    expect(large.bytes).toBeGreaterThan(small.bytes);
    expect(large.bytes).toBeLessThanOrEqual(10 * small.bytes);
    expect(large.storedGibibytes / small.storedGibibytes).toBeGreaterThan(9);
    expect(dailyCost(two, { ...OF, changedShare: 1 }).bytes).toBeGreaterThanOrEqual(small.bytes);
  });

  it('of an empty group is what its tables count at the least', () => {
    const { bytes, layers } = dailyCost(two, { ...OF, transactions: 1, years: 1 });
    const least = layers.reduce((sum, { leastBytes }) => sum + leastBytes, 0);
    expect(least / bytes).toBeGreaterThan(0.5);
  });
});
