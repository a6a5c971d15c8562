import type { ObjectStore } from '../../jobs/lake/object-store';
import { modelOf } from '../../model/model';
import { parseSpec } from '../../model/parse-spec';
import { problemLine, SpecError } from '../../model/problems';
import {
  environmentSpecSchema,
  type HospitalSpec,
  hospitalSpecSchemaOf,
  type PipelineSpec,
  pipelineSpecSchema,
} from '../../model/spec';
import { UsageError } from '../errors/usage-error';

/**
 * Reads a spec from the parts that the stacks upload: `environment.json` and `hospitals/<id>.json`, in a folder or under `gs://bucket/folder`.
 * An invalid hospital part is skipped with a notice, so that it does not stop the others; that hospital then has no steps.
 * @throws UsageError when there is no environment.json
 * @throws SpecError when environment.json is invalid
 */
export async function readSpecParts(from: string, say: (line: string) => void): Promise<PipelineSpec> {
  const { store, prefix } = await openFolder(from);
  if (!(await store.exists(`${prefix}environment.json`))) {
    throw new UsageError(`There is no environment.json in ${from}`, 'Deploy the composer stack, or check --spec.');
  }
  const environment = parseSpec(environmentSpecSchema, JSON.parse(await store.readText(`${prefix}environment.json`)));
  const schema = hospitalSpecSchemaOf(modelOf(environment));
  const hospitals: HospitalSpec[] = [];
  for (const { key } of await store.list(`${prefix}hospitals/`)) {
    try {
      hospitals.push(parseSpec(schema, JSON.parse(await store.readText(key))));
    } catch (error) {
      if (!(error instanceof SpecError || error instanceof SyntaxError)) throw error;
      const problems = error instanceof SpecError ? error.problems.map(problemLine) : [];
      say(`${key} is skipped: ${problems.join('; ') || 'it is not JSON'}`);
    }
  }
  return parseSpec(pipelineSpecSchema, { ...environment, hospitals });
}

async function openFolder(from: string): Promise<{ store: ObjectStore; prefix: string }> {
  const remote = /^gs:\/\/([^/]+)\/?(.*?)\/?$/.exec(from);
  if (!remote) {
    const { LocalStore } = require('../../jobs/lake/local-store') as typeof import('../../jobs/lake/local-store');
    return { store: new LocalStore(from), prefix: '' };
  }
  const { GcsStore } = require('../../jobs/lake/gcs-store') as typeof import('../../jobs/lake/gcs-store');
  const [, bucket = '', folder = ''] = remote;
  return { store: new GcsStore(bucket), prefix: folder ? `${folder}/` : '' };
}
