import { dictionaryPage } from '../../cli/output/dictionary-page';
import { PACK } from '../../compliance/rules';
import { ENVIRONMENTS } from '../../environments';
import { BASE_MODEL } from '../../model/model';
import { ACCEPTED, ACCEPTED_OF_CHECKOV } from '../mutants/accepted';
import { CHECKOV_FILE, checkovFile, readCheckovFound } from '../mutants/checkov-findings';
import { judgedMutants } from '../mutants/judged-mutants';
import type { Artifact } from './artifact';
import { goldenSql } from './golden/golden-sql';
import { inventoryPage } from './inventory/inventory-page';
import { LINEAGE_FILE, lineageFile } from './lineage/lineage-file';
import { constructsPage } from './pages/constructs-page';
import { controlsPage } from './pages/controls-page';
import { costsPage } from './pages/costs-page';
import { deliveryPage } from './pages/delivery-page';
import { errorsPage } from './pages/errors-page';
import { kpiPage } from './pages/kpis-page';
import { mutantsPage } from './pages/mutants-page';
import { prerequisitesPage } from './pages/prerequisites-page';
import { architecturePicture } from './picture/architecture-picture';
import { samples } from './samples';

/** Everything in the project that code writes, in the order in which `npm run docs` writes it: the page of mutants reads what Checkov found. */
export const ARTIFACTS: readonly Artifact[] = [
  { name: 'golden', folder: 'test/golden/sql', texts: goldenSql },
  {
    name: 'lineage',
    path: LINEAGE_FILE,
    text: lineageFile,
    comparedIn: 'test/generated/lineage/lineage.engine.test.ts',
  },
  { name: 'dictionary', path: 'docs/data-dictionary.md', text: () => dictionaryPage(BASE_MODEL) },
  { name: 'kpis', path: 'docs/kpis.md', text: kpiPage },
  { name: 'errors', path: 'docs/errors.md', text: errorsPage },
  { name: 'controls', path: 'docs/controls.md', text: () => controlsPage(PACK) },
  { name: 'constructs', path: 'docs/constructs.md', text: constructsPage },
  { name: 'delivery', path: 'docs/delivery.md', text: deliveryPage },
  { name: 'prerequisites', path: 'docs/prerequisites.md', text: prerequisitesPage },
  { name: 'costs', path: 'docs/costs.md', text: costsPage },
  { name: 'inventory', folder: 'test/inventory', texts: inventories },
  { name: 'picture', path: 'docs/images/architecture.svg', text: architecturePicture },
  {
    name: 'checkov',
    path: CHECKOV_FILE,
    text: checkovFile,
    engine: 'checkov',
    comparedIn: 'test/mutants/checkov.engine.test.ts',
  },
  { name: 'mutants', path: 'docs/mutants.md', text: mutants, comparedIn: 'test/mutants/mutants.engine.test.ts' },
];

/** What each sample environment consists of, by file. */
function inventories(): ReadonlyMap<string, string> {
  const { stacks } = samples();
  return new Map(
    Object.keys(ENVIRONMENTS).map((environment) => {
      const own = stacks.filter(({ name }) => name.startsWith(`${environment}-`));
      return [`${environment}.md`, inventoryPage(environment, own)];
    }),
  );
}

function mutants(): string {
  return mutantsPage(judgedMutants().outcomes, ACCEPTED, ACCEPTED_OF_CHECKOV, readCheckovFound());
}
