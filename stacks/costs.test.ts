import { PRICES } from '../model/prices';
import { MONTHLY_USE, monthlyCosts, totalUsd } from './costs';
import { STAGES, type Stage } from './props/stages';

const COUNTS = { google_sql_database_instance: 1, google_kms_crypto_key: 8, google_dataproc_cluster: 1 };
const lines = (stage: Stage, counts: Readonly<Record<string, number>> = COUNTS) =>
  monthlyCosts(STAGES[stage], MONTHLY_USE[stage], counts);
const of = (stage: Stage, part: string, counts?: Readonly<Record<string, number>>) =>
  totalUsd(lines(stage, counts).filter((line) => line.part === part));

it('multiplies each quantity with its price', () => {
  for (const { price, quantity, usd } of lines('prod')) expect(usd).toBeCloseTo(quantity * PRICES[price].usd);
});

it('counts a standby as a second machine and a second disk', () => {
  const memoryGibibytes = 7680 / 1024;
  expect(of('prod', 'hospital databases')).toBeCloseTo(
    2 * 730 * (2 * PRICES.sqlCpu.usd + memoryGibibytes * PRICES.sqlMemory.usd) +
      100 * PRICES.sqlDisk.usd +
      100 * PRICES.sqlBackup.usd,
  );
});

it('grows with what is there, and has no line for what is not', () => {
  expect(of('dev', 'hospital databases', { google_sql_database_instance: 3 })).toBeCloseTo(
    3 * of('dev', 'hospital databases'),
  );
  expect(lines('dev', {}).map(({ part }) => part)).not.toContain('hospital databases');
});

it('has kept logs cost more the longer they are kept', () => {
  const kept = (auditDays: number) =>
    monthlyCosts({ ...STAGES.prod, auditDays }, MONTHLY_USE.prod, {}).find(({ price }) => price === 'keptLogs')
      ?.quantity ?? 0;
  expect(kept(30)).toBe(0);
  // After six years, 72 months of logs lie there besides this month's.
  expect(kept(2190)).toBeCloseTo(MONTHLY_USE.prod.logGibibytes * 72);
});
