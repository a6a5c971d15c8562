/** What a page's TypeScript takes for granted: lines before and after it make it a program. */
export interface Context {
  readonly before: string;
  readonly after: string;
  /** Folder that its relative imports start from. @default test/docs */
  readonly folder?: string;
}

const IMPORTS = `
import { App, type TerraformResource } from 'cdktf';
import { ClaimsInbox, Delivery, Emr, Hospital, RcmEnvironment, RuleException, synthesize } from 'rcm-platform/stacks';
const app = new App();
`;
const REQUIRED = `
  projectId: 'sunrise-rcm',
  projectNumber: '100000000001',
  region: 'us-central1',
  groups: { engineers: 'engineers@sunrise.example', analysts: 'analysts@sunrise.example', reviewers: 'reviewers@sunrise.example' },
  dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
`;
/** What a page says of one prop needs no image and no lock, so findings do not stop it. */
const REVIEW_SHOWN = "  review: 'warnings',\n  reasons: { review: 'a page about one prop' },\n";
const PRODUCTION = `${REQUIRED}  baa: { acceptedOn: '2026-09-01', by: 'reviewers@sunrise.example' },
${REVIEW_SHOWN}`;

/** The block adds something to an environment, which is then synthesized. */
const IN_DEVELOPMENT: Context = {
  before: `${IMPORTS}const environment = new RcmEnvironment(app, 'sunrise-dev', {${REQUIRED}});\n`,
  after: 'synthesize(app);',
};
/** The block is some of the props of a production environment, which is then synthesized. */
const PROPS: Context = {
  before: `${IMPORTS}const environment = new RcmEnvironment(app, 'sunrise-prod', {${PRODUCTION}`,
  after: `});
new Hospital(environment, 'hospital-a', { emr: Emr.existingMySql({ host: '10.20.0.5', database: 'a', certificateAuthority: 'private' }) });
synthesize(app);`,
};
/** The same for a block that gives reasons of its own: an environment in which the review finds nothing else. */
const PROPS_WITH_REASONS: Context = {
  before: PROPS.before.replace(REVIEW_SHOWN, "  imageTag: '1.0.0',\n  lockRetention: true,\n"),
  after: PROPS.after,
};
/** The block is a program. */
const WHOLE: Context = { before: '', after: '' };

/** By page, for its `ts` blocks in their order; a page that is not here has programs. */
const CONTEXTS: Readonly<Record<string, readonly Context[]>> = {
  'README.md': [IN_DEVELOPMENT],
  'docs/adding-a-command.md': [
    { ...WHOLE, folder: 'cli/commands' },
    {
      before:
        "import type { CommandEntry } from '../../cli/commands/registry';\nexport const entries: CommandEntry[] = [\n",
      after: '];',
    },
  ],
  'docs/adding-a-hospital.md': [IN_DEVELOPMENT, IN_DEVELOPMENT],
  'docs/other-databases.md': [IN_DEVELOPMENT],
  'docs/adopting.md': [
    {
      before: `${IMPORTS}
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { sunriseProd } from '../../environments/sunrise-prod';
`,
      after: "if (!archive) throw new Error('there is no such bucket');\nsynthesize(app);",
    },
  ],
  'docs/changing-what-a-bucket-keeps.md': [PROPS],
  'docs/delivery.md': [PROPS, PROPS],
  'docs/deploying.md': [PROPS_WITH_REASONS, PROPS],
  'docs/file-dialects.md': [IN_DEVELOPMENT, PROPS, IN_DEVELOPMENT, PROPS, IN_DEVELOPMENT],
  // The second names a file that the page does not have, so it is compiled and not run.
  'docs/mapping.md': [
    IN_DEVELOPMENT,
    { before: `${IN_DEVELOPMENT.before}export const hospital = () =>\n`, after: '' },
    IN_DEVELOPMENT,
    PROPS,
  ],
  'docs/payers.md': [IN_DEVELOPMENT, IN_DEVELOPMENT],
  'docs/reviewing.md': [
    {
      before: "import { readEstate, review } from 'rcm-platform/compliance';\n",
      after: 'export const { findings } = result;',
    },
    {
      before: `${IMPORTS}
import { sunriseDev } from '../../environments/sunrise-dev';
const environment = sunriseDev(app);
const bucket = environment.node
  .findAll()
  .find((node): node is TerraformResource => node.node.path.includes('code') && 'terraformResourceType' in node && node.terraformResourceType === 'google_storage_bucket');
if (!bucket) throw new Error('there is no such bucket');
`,
      // It would excuse nothing, and that stops the synthesis.
      after: '',
    },
    {
      before: `${IMPORTS}export const environment = () => new RcmEnvironment(app, 'sunrise-prod', {${PRODUCTION}`,
      after: '});',
    },
  ],
  'docs/tearing-down.md': [PROPS],
  'docs/testing.md': [
    {
      before: `
import { BigQuery } from '@google-cloud/bigquery';
import { describeEngine } from '../engines/available';
import { uniqueName } from '../engines/engine-process';
import { sharedBigQuery } from '../engines/shared-engines';
export const file = () => {
`,
      after: '};',
    },
  ],
  'docs/writing-a-rule.md': [
    {
      before: `
import { GRANTING_TYPES, judgeGrants } from '../../compliance/grants/grants-of';
import { isEverybody, isUnknownPrincipal } from '../../compliance/grants/grant';
import type { ResourceRule } from '../../compliance/verdicts/rule';
export const rule: Pick<ResourceRule, 'resourceTypes' | 'check'> = {
`,
      after: '};',
    },
  ],
};

/** Of a page's `ts` block, counted from 0. */
export function contextOf(page: string, index: number): Context {
  const contexts = CONTEXTS[page];
  if (contexts === undefined) return WHOLE;
  const context = contexts[index];
  if (context === undefined)
    throw new Error(`${page}: say in test/docs/block-contexts.ts what block ${index + 1} takes for granted`);
  return context;
}
