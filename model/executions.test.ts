import { executionsPerRun } from './executions';
import { environmentSteps, hospitalSteps } from './graph';
import { parseSpec } from './parse-spec';
import { pipelineSpecSchema } from './spec';

const spec = (hospitals: number) =>
  parseSpec(pipelineSpecSchema, {
    version: 1,
    environment: 'sunrise-dev',
    group: 'sunrise',
    stage: 'dev',
    project: 'sunrise-rcm-dev',
    region: 'us-central1',
    dailyRun: { localTime: '05:00', timeZone: 'UTC' },
    buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'c', code: 'o' },
    references: [{ table: 'cpt_codes' }],
    hospitals: Array.from({ length: hospitals }, (_, index) => ({
      id: `hospital-n${index}`,
      emr: { kind: 'mysql', host: 'h', database: 'd', user: 'u' },
      tables: ['patients', 'transactions'],
      feeds: [{ table: 'claims' }],
    })),
  });

it('counts an execution for each step, of the environment and of every hospital', () => {
  const [hospital] = spec(1).hospitals;
  if (!hospital) throw new Error('the spec has no hospital');
  const perHospital = hospitalSteps(hospital).length;
  expect([1, 10, 100].map((count) => executionsPerRun(spec(count)) - count * perHospital)).toEqual(
    [1, 10, 100].map(() => environmentSteps(spec(0)).length),
  );
});
