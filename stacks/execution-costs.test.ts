import { twoHospitals } from '../sample/two-hospitals.fixture';
import { LEAST_SECONDS, separateExecutions, sharedExecutions } from './execution-costs';
import { STAGES } from './props/stages';

const [hospital] = twoHospitals().hospitals;
const spec = (count: number) => ({
  ...twoHospitals(),
  hospitals: Array.from({ length: count }, (_, index) => ({
    ...(hospital as NonNullable<typeof hospital>),
    id: `hospital-n${index}`,
  })),
});

it('takes hundreds of executions for a hundred hospitals, not thousands', () => {
  expect([1, 10, 100].map((count) => sharedExecutions(spec(count), STAGES.prod).executions)).toEqual([10, 37, 307]);
  expect([1, 10, 100].map((count) => separateExecutions(spec(count), STAGES.prod).executions)).toEqual([44, 260, 2420]);
});

it('costs less than half of what separate executions cost, which are short and billed at the least', () => {
  for (const stage of Object.values(STAGES)) {
    const [shared, separate] = [sharedExecutions(spec(100), stage), separateExecutions(spec(100), stage)];
    expect(shared.usd).toBeLessThan(separate.usd / 2);
  }
  const each = separateExecutions(spec(100), { ...STAGES.prod, extractCpus: 2, extractMemoryGibibytes: 4 });
  // Two processors and four GiB, at the prices of model/prices.ts.
  expect(each.usd / each.executions).toBeCloseTo(LEAST_SECONDS * (2 * 0.000018 + 4 * 0.000002));
});
