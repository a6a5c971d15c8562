import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { dashboardHtml } from '../../jobs/reports/dashboard';
import { unexplained } from '../../jobs/reports/delivery-reports';
import type { ReportData } from '../../jobs/reports/report-data';
import { newRunId } from '../../jobs/run/run';
import { describeEngine } from '../engines/available';
import { launchChromium } from '../engines/chromium';
import { failures, openSamplePipeline, type SamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

jest.setTimeout(120_000);

/** Each chart and how many bars it has at least, of one hospital or all. */
const BARS = { charges: 34, receivable: 18, aging: 5, statuses: 5, payers: 4, departments: 18 };
/** What a department's name could do to the page. */
const HOSTILE = '</script><b id="injected">Cardiology</b><img src=x onerror=alert(1)>';

describeEngine('chromium', 'the dashboard in a browser', () => {
  let pipeline: SamplePipeline;
  let browser: Browser;
  let page: Page;
  let report: ReportData;
  const problems: string[] = [];
  const requests: string[] = [];

  const open = async (width: number, height: number) => {
    const opened = await browser.newPage({ viewport: { width, height } });
    opened.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    opened.on('pageerror', (error) => problems.push(error.message));
    opened.on('dialog', (dialog) => problems.push(`dialog ${dialog.message()}`));
    opened.on('request', (request) => requests.push(request.url()));
    await opened.goto(pathToFileURL(join(pipeline.reportsFolder, 'dashboard.html')).href);
    return opened;
  };
  /** Name and value of each tile. */
  const tiles = async () =>
    Object.fromEntries(
      await page.$$eval('.tile', (all) =>
        all.map((tile) => [tile.querySelector('h3')?.textContent, tile.querySelector('.value')?.textContent]),
      ),
    ) as Record<string, string>;
  const choose = (hospital: string) => page.selectOption('#hospital', hospital);

  beforeAll(async () => {
    pipeline = await openSamplePipeline(sampleSpec(), { patients: 200, encounters: 400 });
    await pipeline.write(1);
    const runId = newRunId();
    expect(failures(await pipeline.run({ runId }))).toEqual([]);
    // The name comes from a hospital's own table; the report is rebuilt from it.
    await pipeline.context.warehouse.executeAtomically([
      {
        name: 'test',
        sql: `update gold.department_performance set department_name = '${HOSTILE}' where department_id = (select min(department_id) from gold.department_performance)`,
      },
    ]);
    expect(failures(await pipeline.run({ runId, only: ['report'] }))).toEqual([]);
    report = JSON.parse(readFileSync(join(pipeline.reportsFolder, 'kpis.json'), 'utf8')) as ReportData;
    browser = await launchChromium();
    page = await open(1400, 1000);
  });
  afterAll(async () => {
    await browser?.close();
    await pipeline.remove();
  });

  /** The report's values as a reader expects them; written out here, so that the page's own formats are tested too. */
  function expectedTiles(hospital: string): Record<string, string> {
    const grouped = (value: number, digits: [number, number]) =>
      new Intl.NumberFormat('en-US', { minimumFractionDigits: digits[0], maximumFractionDigits: digits[1] }).format(
        value,
      );
    return Object.fromEntries(
      report.kpis.flatMap(({ name, unit, values }) => {
        const { status, value } = values[hospital] ?? {};
        if (status !== 'ok' || value === null || value === undefined) return [];
        const number = Number(value);
        if (unit === 'usd') return [[name, `$${grouped(number, [2, 2])}`]];
        if (unit === 'ratio') return [[name, `${grouped(number * 100, [1, 1])}%`]];
        return [[name, `${grouped(number, [0, 1])}${unit === 'days' ? ' days' : ''}`]];
      }),
    );
  }

  it.each(['all', 'hospital-a', 'hospital-b'])('shows the numbers of kpis.json for %s', async (hospital) => {
    await choose(hospital);
    const shown = await tiles();
    expect(shown).toEqual(expectedTiles(hospital));
    expect(Object.keys(shown).length).toBeGreaterThan(15);
    expect(shown['Gross charges']).toMatch(/^\$[1-9]/);
  });

  it('shows other numbers for another hospital, and says what cannot be computed', async () => {
    await choose('hospital-a');
    const ofA = await tiles();
    await choose('hospital-b');
    const ofB = await tiles();
    expect(ofB['Gross charges']).not.toBe(ofA['Gross charges']);
    expect(ofA['Claim processing days, median']).toMatch(/^\d+(\.\d)? days$/);
    // Its files have no adjudication date.
    expect(ofB['Claim processing days, median']).toBeUndefined();
    expect(await page.textContent('#missing')).toContain(
      'Claim processing days, median is not computable: hospital-b does not deliver claims.adjudication_date',
    );
  });

  it.each(Object.entries(BARS))('draws the chart %s, for the group and for one hospital', async (plot, least) => {
    for (const hospital of ['all', 'hospital-b']) {
      await choose(hospital);
      const bars = await page.$$eval(
        `#${plot} svg path`,
        (paths) =>
          paths.filter((path) => {
            const { width, height } = (path as unknown as { getBBox(): { width: number; height: number } }).getBBox();
            // Lines have no fill and the legend's icons are round.
            const isBar = path.getAttribute('fill') !== 'none' && !/[AC]/i.test(path.getAttribute('d') ?? '');
            return isBar && width > 0.5 && height > 0.5;
          }).length,
      );
      expect(bars).toBeGreaterThanOrEqual(least);
    }
  });

  it('says that every total agrees, because every one that should exist was compared', async () => {
    const { agreement, comparisons, failures: causes, olderFigures } = report;
    const required = comparisons.filter((each) => each.required);
    expect(required.length).toBeGreaterThan(80);
    expect(required.filter(({ state }) => state !== 'agree')).toEqual([]);
    expect(agreement).toMatchObject({ state: 'good', expected: required.length, compared: required.length });
    expect(await page.textContent('.badge-good')).toBe(`Every total agrees (${required.length} comparisons)`);
    expect(report.reconciliations.length).toBeLessThanOrEqual(required.length);
    expect([causes, olderFigures]).toEqual([[], []]);
    // A file gives no totals, which is said and not held against it.
    expect(
      comparisons.filter((each) => !each.required).map(({ hospital, subject, reason }) => [hospital, subject, reason]),
    ).toEqual(
      [
        'hospital-a source.claims',
        'hospital-b source.claims',
        ...['cpt_codes', 'icd_codes', 'npi'].map((table) => `reference source.${table}`),
      ].map((name) => [
        ...name.split(' ').map((part, at) => (at === 0 ? part : `${part}.rows`)),
        'files give no totals',
      ]),
    );
  });

  it('bridges the rows and the money of each reading: read is accepted, held, superseded and equal', async () => {
    expect(report.sources).toHaveLength(15);
    for (const { state, readBy, counts, money } of report.sources) {
      expect([state, readBy]).toEqual(['read', report.runId]);
      expect(counts).toMatchObject({ unexplained: 0, deleted: 0 });
      const { read = 0, accepted = 0, held = 0, superseded = 0, equal = 0 } = counts ?? {};
      expect(read).toBe(accepted + held + superseded + equal);
      for (const each of money) expect(unexplained(each)).toBe(0);
      expect(counts?.accepted).toBeGreaterThan(0);
    }
    expect(report.sources.reduce((sum, { counts }) => sum + (counts?.held ?? 0), 0)).toBeGreaterThan(0);
    const { rows, deliveries, sources } = report;
    expect(unexplained(rows)).toBe(0);
    expect(Number(rows.read)).toBe(sources.reduce((sum, { counts }) => sum + (counts?.read ?? 0), 0));
    expect(deliveries.flatMap(({ bridges }) => bridges).filter((each) => unexplained(each) !== 0)).toEqual([]);
    await choose('all');
    expect(
      await page.$$eval('#sources section', (all) => all.map((each) => each.querySelectorAll('tbody tr').length)),
    ).toEqual([
      15,
      sources.filter(({ absentColumns }) => absentColumns.length > 0).length,
      sources.flatMap(({ money }) => money).length,
      ...[0, report.notes.length],
      deliveries.flatMap(({ bridges }) => bridges).length,
    ]);
    const moneyOf = await page.$$eval('#sources section:nth-of-type(3) tbody tr', (all) =>
      all.map((each) => each.textContent).find((text) => text?.startsWith('hospital-atransactionsamount')),
    );
    const amount = sources
      .find(({ table }) => table === 'transactions')
      ?.money.find(({ measure }) => measure === 'amount');
    expect(moneyOf).toContain(Number(amount?.read).toLocaleString('en-US', { minimumFractionDigits: 2 }));
  });

  it('shows a name with markup in it as text', async () => {
    await choose('all');
    expect(report.departments.map(({ department }) => department)).toContain(HOSTILE);
    expect(await page.$$('#injected, img, main b[id]')).toEqual([]);
    expect(await page.textContent('#departments')).toContain('</script><b');
  });

  it('keeps each figure inside its tile, however large the group is', async () => {
    const window = await open(1300, 900);
    await window.$$eval('.value', (all) => {
      for (const value of all) value.textContent = '$1,313,763,472.36';
    });
    const cut = await window.$$eval(
      '.value',
      (all) => all.filter((value) => value.scrollWidth > value.clientWidth).length,
    );
    expect(cut).toBe(0);
    await window.close();
  });

  it('fits a phone without scrolling to the side', async () => {
    const phone = await open(390, 844);
    const widths = {
      page: Number(await phone.evaluate('document.documentElement.scrollWidth')),
      window: Number(await phone.evaluate('document.documentElement.clientWidth')),
      charts: await phone.$$eval('.plot svg', (all) => all.map((svg) => Math.ceil(svg.getBoundingClientRect().right))),
    };
    expect(widths.page).toBe(widths.window);
    expect(widths.charts).toHaveLength(Object.keys(BARS).length);
    expect(Math.max(...widths.charts)).toBeLessThanOrEqual(390);
    await phone.close();
  });

  it('is not green after every database extract failed, and says why, whose figures are older and from when', async () => {
    const before = report;
    await rename(pipeline.extractsFolder, `${pipeline.extractsFolder}-gone`);
    const runId = newRunId();
    const failed = failures(await pipeline.run({ runId }));
    await rename(`${pipeline.extractsFolder}-gone`, pipeline.extractsFolder);
    expect(failed.filter((each) => each.startsWith('extract.'))).toHaveLength(10);
    const after = JSON.parse(readFileSync(join(pipeline.reportsFolder, 'kpis.json'), 'utf8')) as ReportData;
    expect(after.runId).toBe(runId);
    expect(after.agreement).toMatchObject({ state: 'bad', expected: expect.any(Number), differing: 0 });
    expect(after.agreement.compared).toBeLessThan(after.agreement.expected);
    expect(after.failures.map(({ summary }) => summary)).toEqual(
      ['hospital-a', 'hospital-b'].map((id) => `5 extracts of ${id}: ${after.failures[0]?.code}`),
    );
    const tables = ['departments', 'providers', 'patients', 'encounters', 'transactions'];
    expect(after.olderFigures.map(({ hospital, tables: older }) => [hospital, older])).toEqual([
      ['hospital-a', tables],
      ['hospital-b', tables],
    ]);
    const patients = ({ sources }: ReportData) => sources.find(({ table }) => table === 'patients');
    expect(patients(after)).toMatchObject({
      ...{ state: 'failed', reason: `extract failed: ${after.failures[0]?.code}`, readBy: before.runId },
      readAt: patients(before)?.readAt,
    });
    const window = await open(1300, 900);
    const badge = await window.textContent('.badge');
    expect(badge).toBe(after.agreement.words);
    expect(badge).toMatch(/^\d+ of \d+ totals compared, \d+ missing: 5 extracts of hospital-a: \w+$/);
    expect(await window.$$('.badge-good')).toEqual([]);
    expect(await window.$$eval('.older', (all) => all.map(({ textContent }) => textContent))).toEqual(
      ['hospital-a', 'hospital-b'].map((id) =>
        expect.stringContaining(`Figures of ${id} are older than this run: departments, providers`),
      ),
    );
    expect(await window.textContent('#sources')).toContain(`5 extracts of hospital-a: ${after.failures[0]?.code}`);
    expect(await window.textContent('#quality')).toContain(`extract failed: ${after.failures[0]?.code}`);
    if (process.env['SCREENSHOTS'])
      await window.screenshot({ path: `${process.env['SCREENSHOTS']}-failed.png`, fullPage: true });
    await window.close();
    const phone = await open(390, 844);
    const width = (name: string) => phone.evaluate(`document.documentElement.${name}`);
    expect(await width('scrollWidth')).toBe(await width('clientWidth'));
    if (process.env['SCREENSHOTS'])
      await phone.screenshot({ path: `${process.env['SCREENSHOTS']}-phone.png`, fullPage: true });
    await phone.close();
  });

  it('shows what a hostile name, code or message says as text, in every new part of the page', async () => {
    const [source] = report.sources;
    const [total] = report.comparisons;
    if (!source || !total) throw new Error('the report has sources and comparisons');
    const hostile: ReportData = {
      ...report,
      agreement: { ...report.agreement, state: 'bad', words: HOSTILE },
      olderFigures: [{ hospital: HOSTILE, tables: [HOSTILE], since: HOSTILE }],
      failures: [{ summary: HOSTILE, detail: HOSTILE, code: HOSTILE, hospital: null, steps: [HOSTILE] }],
      sources: [
        {
          ...{ ...source, table: HOSTILE, reason: HOSTILE, readAt: HOSTILE, readBy: HOSTILE },
          money: [{ measure: HOSTILE, read: '1', accepted: '1', held: '0', superseded: '0', equal: '0' }],
        },
      ],
      notes: [{ step: HOSTILE, hospital: null, table: null, detail: HOSTILE }],
      deliveries: report.deliveries.map((each) => ({ ...each, table: HOSTILE, delivery: HOSTILE })),
      heldDeliveries: [
        {
          ...{ hospital: 'hospital-a', table: HOSTILE, delivery: HOSTILE, runId: HOSTILE, fix: HOSTILE },
          ...{ rowsChecked: 2, rowsBroken: 1 },
        },
      ],
      comparisons: [{ ...total, table: HOSTILE, subject: HOSTILE, state: 'not compared', reason: HOSTILE }],
      restatedMonths: [
        { hospital: 'hospital-a', month: HOSTILE, measure: HOSTILE, before: '1', after: '2', runId: HOSTILE },
      ],
      restatements: [
        {
          hospital: 'hospital-a',
          runId: HOSTILE,
          from: HOSTILE,
          to: HOSTILE,
          rows: 1,
          figures: [{ measure: HOSTILE, from: HOSTILE, to: HOSTILE, months: 1, before: '1', after: '2' }],
        },
      ],
    };
    await writeFile(join(pipeline.reportsFolder, 'dashboard.html'), await dashboardHtml(hostile));
    const window = await open(1300, 900);
    expect(await window.$$('#injected, img, main b[id]')).toEqual([]);
    for (const place of ['.badge', '.older', '#sources', '#quality'])
      expect(await window.textContent(place)).toContain('<img src=x');
    await window.close();
  });

  it('lets no program run but its own, whatever finds its way into the page', async () => {
    const window = await browser.newPage();
    await window.goto(pathToFileURL(join(pipeline.reportsFolder, 'dashboard.html')).href);
    const ran = await window.evaluate(`
      const injected = document.createElement('script');
      injected.textContent = 'document.title = "owned"';
      document.body.append(injected);
      document.body.insertAdjacentHTML('beforeend', '<button id="press" onclick="document.title = &quot;owned&quot;">press</button>');
      document.getElementById('press').click();
      document.title`);
    expect(ran).not.toBe('owned');
    await window.close();
  });

  // Last, so that it has seen all of the above.
  it('asks nobody for anything and reports no error', () => {
    expect(problems).toEqual([]);
    expect(requests.length).toBeGreaterThan(1);
    expect(requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  });
});
