import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACK } from '../../../compliance/rules';
import { controlsPage } from './controls-page';

const PAGE = join(__dirname, '..', '..', '..', 'docs', 'controls.md');

it('is what docs/controls.md holds (WRITE_DOCS=1 writes it again)', () => {
  const page = controlsPage(PACK);
  if (process.env['WRITE_DOCS'] === '1') writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, 'utf8')).toBe(page);
});
