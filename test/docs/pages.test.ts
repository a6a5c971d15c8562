import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COMMANDS } from '../../cli/commands';
import { totalUsd } from '../../stacks/costs';
import { STAGES, type Stage } from '../../stacks/stages';
import { constructsPage } from './constructs-page';
import { costsPage, stageCosts } from './costs-page';
import { deliveryPage } from './delivery-page';
import { errorsPage } from './errors-page';
import { dictionaryPage, kpiPage } from './pages';

const ROOT = join(__dirname, '..', '..');
const DOCS = join(ROOT, 'docs');

it.each([
  ['kpis.md', kpiPage],
  ['errors.md', errorsPage],
  ['constructs.md', constructsPage],
  ['data-dictionary.md', dictionaryPage],
  ['delivery.md', deliveryPage],
  ['costs.md', costsPage],
])('docs/%s says what the code says', (file, page) => {
  if (process.env['WRITE_DOCS'] === '1') writeFileSync(join(DOCS, file), page());
  expect(readFileSync(join(DOCS, file), 'utf8')).toBe(page());
});

it.each(Object.keys(STAGES) as Stage[])(
  'the budget of %s is more than its estimate, and not three times as much',
  (stage) => {
    const estimate = totalUsd(stageCosts(stage));
    expect(STAGES[stage].monthlyBudgetUsd).toBeGreaterThan(estimate);
    expect(STAGES[stage].monthlyBudgetUsd).toBeLessThan(3 * estimate);
  },
);

const pages = ['README.md', ...readdirSync(DOCS, { recursive: true }).map((file) => join('docs', String(file)))].filter(
  (file) => file.endsWith('.md'),
);

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  it('links to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
    const local = links.filter((link) => !link.includes(':'));
    expect(local.filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
  });

  it('names only commands that rcm has', () => {
    const used = [...text.matchAll(/(?:npx |`)rcm ([a-z]+)\b/g)].map((match) => match[1] ?? '');
    expect(used.filter((name) => !COMMANDS.some((command) => command.name === name))).toEqual([]);
  });
});
