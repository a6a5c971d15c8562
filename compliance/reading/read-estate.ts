import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { ComplianceError } from '../errors';
import { type Estate, estateOf, type StackContent } from '../estate/estate';
import { isPlan, readPlan } from './plan';
import { readDocument } from './read-document';
import { readSynthesis } from './synthesis';

const SYNTHESIZED_FILE = 'cdk.tf.json';

export interface ReadEstateOptions {
  /** Only stacks whose name is this, or starts with this and a hyphen, e.g. `sunrise-dev`. @default every stack */
  readonly environment?: string;
  /**
   * Whether the documents are everything that the environment has.
   * @default true for a synthesized folder with several stacks; false for one stack or one plan
   */
  readonly complete?: boolean;
}

function readContent(path: string, stack: string, file: string): StackContent {
  const { document, sha256 } = readDocument(file);
  const input = { stack, file: relative(path, file) || basename(file), sha256 };
  if (isPlan(document)) return { ...readPlan(stack, document), input };
  if ('resource' in document || 'terraform' in document || 'provider' in document)
    return { ...readSynthesis(stack, document), input };
  throw new ComplianceError('ESTATE_UNREADABLE', `${file} is neither a Terraform configuration nor a plan or state`);
}

/** Where the documents are, with the stack of each, sorted by stack: the report must not depend on the file system. */
function documentsIn(path: string): { stack: string; file: string }[] {
  if (!statSync(path).isDirectory()) {
    const name = basename(path);
    return [
      { stack: name === SYNTHESIZED_FILE ? basename(dirname(path)) : name.replace(/(\.tf)?\.json$/, ''), file: path },
    ];
  }
  if (existsSync(join(path, SYNTHESIZED_FILE))) return [{ stack: basename(path), file: join(path, SYNTHESIZED_FILE) }];
  const folder = existsSync(join(path, 'stacks')) ? join(path, 'stacks') : path;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, SYNTHESIZED_FILE)))
    .map((entry) => ({ stack: entry.name, file: join(folder, entry.name, SYNTHESIZED_FILE) }))
    .sort((one, other) => (one.stack < other.stack ? -1 : 1));
}

/**
 * Reads what a review looks at. Files are touched here and in `readDocument`, nowhere else in `compliance/`.
 * @param path a `cdktf.out` folder, the folder of one stack, one `cdk.tf.json`, or `terraform show -json` of a plan.
 * @throws ComplianceError `ESTATE_NOT_FOUND`, `ESTATE_EMPTY` (nothing to review, also when no stack is the environment's),
 *   `ESTATE_UNREADABLE`, `ESTATE_TOO_LARGE`, `ESTATE_TOO_DEEP`, `PLAN_FORMAT_UNKNOWN`, `PLAN_ERRORED`.
 */
export function readEstate(path: string, options: ReadEstateOptions = {}): Estate {
  if (!existsSync(path)) throw new ComplianceError('ESTATE_NOT_FOUND', `there is no ${path}`);
  const { environment } = options;
  const documents = documentsIn(path);
  const chosen = documents.filter(
    ({ stack }) => environment === undefined || stack === environment || stack.startsWith(`${environment}-`),
  );
  if (chosen.length === 0) {
    const wanted = environment === undefined ? '' : ` of ${environment}`;
    throw new ComplianceError('ESTATE_EMPTY', `${path} has no stack${wanted}`);
  }
  const contents = chosen.map(({ stack, file }) => readContent(path, stack, file));
  return estateOf(contents, { complete: options.complete ?? chosen.length > 1 });
}
