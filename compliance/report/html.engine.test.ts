import type { Browser, Page } from 'playwright-core';
import { describeEngine } from '../../test/engines/available';
import { launchChromium } from '../../test/engines/chromium';
import { estateWith } from '../../test/judged';
import { review } from '../review/review';
import { renderHtml } from './html';
import { lineageSection } from './lineage';

const member = (name: string, role: string) => ({
  bucket: `sunrise-dev-${'long-name-'.repeat(6)}landing`,
  role,
  member: `group:${name}@sunrise.example`,
});
const PAGE = renderHtml(
  review(
    estateWith({
      google_storage_bucket: { b: { name: 'b', location: 'us-central1' } },
      google_storage_bucket_iam_member: {
        one: member('analysts', 'roles/storage.objectViewer'),
        two: member('engineers', 'roles/storage.objectCreator'),
        three: member('engineers', 'roles/storage.objectViewer'),
      },
    }),
    { asOf: '2027-01-01' },
  ),
  { title: 'Compliance of sunrise-dev', sections: [lineageSection()] },
);

describeEngine('chromium', 'the page for a compliance officer, in a browser', () => {
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => problems.push(message.text()));
    page.on('request', (request) => problems.push(request.url()));
    await page.setContent(PAGE);
  });
  afterAll(() => browser.close());

  const shown = () => page.locator('#access tbody tr:visible').count();

  it('shows the grants that the words and the effect fit, and how many there are', async () => {
    expect(await shown()).toBe(3);
    await page.fill('#access-text', 'ENGINEERS storage');
    expect(await shown()).toBe(2);
    await page.selectOption('#access-effect', { label: 'may write data' });
    expect(await shown()).toBe(1);
    expect(await page.textContent('#access-count')).toBe('1 of 3 grants');
  });

  it('opens the evidence of a control when it is printed', async () => {
    expect(await page.locator('details[open]').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details:not([open])').count()).toBe(0);
  });

  it.each([360, 390, 800, 1280])('fits a window of %d pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  it('loads nothing and breaks nothing', () => {
    expect(problems).toEqual([]);
  });
});
