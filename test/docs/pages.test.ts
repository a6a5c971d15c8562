import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { totalUsd } from '../../stacks/costs';
import { STAGES, type Stage } from '../../stacks/props/stages';
import { stageCosts } from '../generated/pages/costs-page';
import { PAGES, pageText, proseOf } from './blocks';

const ROOT = join(__dirname, '..', '..');

it.each(Object.keys(STAGES) as Stage[])(
  'the budget of %s is more than its estimate, and not three times as much',
  (stage) => {
    const estimate = totalUsd(stageCosts(stage));
    expect(STAGES[stage].monthlyBudgetUsd).toBeGreaterThan(estimate);
    expect(STAGES[stage].monthlyBudgetUsd).toBeLessThan(3 * estimate);
  },
);

/** How GitHub makes the anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): string[] {
  return [...pageText(page).matchAll(/^#+ (.+)$/gm)].map((match) => anchorOf(match[1] ?? ''));
}

function linksOf(page: string): { path: string; anchor: string }[] {
  const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  return targets
    .filter((target) => !target.includes(':'))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path: path === '' ? page : join(dirname(page), path), anchor };
    });
}

it.each(PAGES)('%s links to pages, files and headings that are there', (page) => {
  const broken = linksOf(page).filter(
    ({ path, anchor }) => !existsSync(join(ROOT, path)) || (anchor !== '' && !anchorsOf(path).includes(anchor)),
  );
  expect(broken).toEqual([]);
});

it('README lists every page', () => {
  const listed = new Set(linksOf('README.md').map(({ path }) => path));
  const pages = PAGES.filter((page) => page !== 'README.md' && !page.startsWith('docs/decisions/'));
  expect(pages.filter((page) => !listed.has(page))).toEqual([]);
});

it.each(PAGES)('%s has no mark of an unfinished merge', (page) => {
  expect(pageText(page).match(/^(?:<{7}|>{7}|={7}$|\|{7}).*$/gm) ?? []).toEqual([]);
});
