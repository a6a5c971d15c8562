import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { statusText } from '../../cli/commands/status';
import { readStatus } from '../../cli/local-warehouse/status';
import type { ReportData } from '../../jobs/reports/report-data';
import { newRunId } from '../../jobs/run/run';
import { describeEngine } from '../engines/available';
import { launchChromium } from '../engines/chromium';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(120_000);

describeEngine('chromium', 'a closed month that changes', () => {
  let pipeline: SamplePipeline;
  let month: string;
  const restated = () =>
    (JSON.parse(readFileSync(join(pipeline.reportsFolder, 'kpis.json'), 'utf8')) as ReportData).restatedMonths;
  const run = async () => {
    const runId = newRunId();
    expect(failures(await pipeline.run({ runId }))).toEqual([]);
    return runId;
  };

  beforeAll(async () => {
    pipeline = await openSamplePipeline(sampleSpec(), { patients: 60, encounters: 120, months: 4 });
    await pipeline.write(1);
    await run();
    await run();
  });
  afterAll(() => pipeline.remove());

  /** The oldest transaction of hospital-a costs 100 more, as its database says now. */
  function changeOldestCharge(): void {
    const file = join(pipeline.extractsFolder, 'hospital-a', 'transactions.csv');
    const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const names = header.split(',').map((name) => name.replaceAll('"', ''));
    const place = (name: string) => names.indexOf(name);
    const rows = lines.map((line) => line.split(','));
    const text = (row: readonly string[], name: string) => (row[place(name)] ?? '').replaceAll('"', '');
    const newest =
      rows
        .map((row) => text(row, 'ModifiedDate'))
        .sort()
        .at(-1) ?? '';
    const [oldest] = rows.sort((left, right) => (text(left, 'ServiceDate') < text(right, 'ServiceDate') ? -1 : 1));
    if (!oldest) throw new Error('the sample has transactions');
    month = text(oldest, 'ServiceDate').slice(0, 7);
    oldest[place('Amount')] = (Number(text(oldest, 'Amount')) + 100).toFixed(2);
    oldest[place('ModifiedDate')] = newest;
    writeFileSync(file, `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`);
  }

  it('is said nowhere while the same rows come again', async () => {
    expect(restated()).toEqual([]);
    const page = await shown();
    expect(page).toEqual(['No closed month has changed since it was first reported.']);
    expect(statusText(await readStatus(pipeline.context.warehouse, 5), new Date())).not.toContain('restated by run');
  });

  it('is in the report, on the page and in the status, with both figures and the run', async () => {
    changeOldestCharge();
    const runId = await run();
    const charges = restated().filter((row) => row.measure === 'charges');
    expect(charges).toEqual([
      {
        hospital: 'hospital-a',
        month,
        measure: 'charges',
        before: expect.any(String),
        after: expect.any(String),
        runId,
      },
    ]);
    const [change] = charges;
    expect(Math.round((Number(change?.after) - Number(change?.before)) * 100)).toBe(10_000);
    // What is owed for it is carried through the closed months after it.
    expect(
      restated().filter((row) => row.measure === 'receivable' || row.measure === 'credit_balance').length,
    ).toBeGreaterThan(2);

    const amount = (value: string | undefined) =>
      Number(value).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    expect(await shown()).toContainEqual(expect.stringMatching(new RegExp(`hospital-a.?${month}.?charges.*${runId}`)));
    expect((await shown()).join()).toContain(amount(change?.after).replace(/\.00$/, ''));
    const status = await readStatus(pipeline.context.warehouse, 5);
    expect(status.restatedMonths).toEqual(restated());
    expect(statusText(status, new Date())).toMatch(
      new RegExp(`restated by run ${runId}[^]*hospital-a.*${month}.*charges`),
    );

    const recorded = await pipeline.rows('select count(*) as n from ops.month_closings');
    await run();
    expect(await pipeline.rows('select count(*) as n from ops.month_closings')).toEqual(recorded);
    expect(restated()).toHaveLength(status.restatedMonths.length);
  });

  /** Rows of the page's table of restated months, or what stands in its place. */
  async function shown(): Promise<string[]> {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(join(pipeline.reportsFolder, 'dashboard.html')).href);
      const section = page.locator('#quality section', { hasText: 'Closed months that were restated' });
      const rows = await section.locator('tbody tr').allTextContents();
      return rows.length > 0 ? rows : await section.locator('p').allTextContents();
    } finally {
      await browser.close();
    }
  }
});
