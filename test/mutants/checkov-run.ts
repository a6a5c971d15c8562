import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../../compliance/arguments/attribute';
import { engineProgram } from '../engines/available';
import type { SampledMutant } from './sample';

/** As in `.checkov.yaml`, but with every check: what our own stacks are excused from is excused by comparing with the original. */
const CONFIGURATION = 'framework:\n  - terraform_json\ncompact: true\nquiet: true\nskip-download: true\n';

interface FailedCheck {
  readonly check_id: string;
  readonly resource: string;
}

/** The name of a copy inside the one file that Checkov reads; `o` is the original of the mutant of that number. */
function copyName(index: number, kind: 'm' | 'o'): string {
  return `${kind}${index}`;
}

/**
 * Runs Checkov once over all mutants: each beside its original, as two resources of one file, so that what fails in the mutant only is
 * what Checkov sees of the change. Mutants that remove a whole resource are left out.
 * @returns the checks that fail in the mutant and not in its original, by the mutant's place in the list
 */
export async function checkovOver(mutants: readonly SampledMutant[]): Promise<Map<number, string[]>> {
  const resource: Record<string, Record<string, JsonObject>> = {};
  mutants.forEach(({ of, body }, index) => {
    if (body === undefined) return;
    resource[of.type] ??= {};
    const byId = resource[of.type] as Record<string, JsonObject>;
    byId[copyName(index, 'm')] = bare(body);
    byId[copyName(index, 'o')] = bare(of.body);
  });
  const failed = await failedAmong(resource);
  const found = new Map<number, string[]>();
  mutants.forEach((_, index) => {
    const before = failed.get(copyName(index, 'o')) ?? new Set();
    const fresh = [...(failed.get(copyName(index, 'm')) ?? [])].filter((check) => !before.has(check)).sort();
    if (fresh.length > 0) found.set(index, fresh);
  });
  return found;
}

/** Writes the resources where Checkov reads them, for as long as it runs. */
async function failedAmong(resource: Record<string, Record<string, JsonObject>>): Promise<Map<string, Set<string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'checkov-'));
  try {
    mkdirSync(join(folder, 'mutants'));
    writeFileSync(join(folder, 'mutants', 'cdk.tf.json'), JSON.stringify({ resource }, null, 2));
    writeFileSync(join(folder, 'every-check.yaml'), CONFIGURATION);
    return await failedChecks(join(folder, 'mutants'), join(folder, 'every-check.yaml'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without comments and order, which say nothing to Checkov. */
function bare(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== '//' && key !== 'depends_on'));
}

function failedChecks(folder: string, configuration: string): Promise<Map<string, Set<string>>> {
  const parameters = ['-m', 'checkov.main', '-d', folder, '--config-file', configuration, '-o', 'json'];
  const env = { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', LOG_LEVEL: 'ERROR', PYTHONDONTWRITEBYTECODE: '1' };
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, maxBuffer: 512 * 1024 * 1024 };
    execFile(engineProgram('checkov', 'python'), parameters, options, (_, stdout, stderr) => {
      if (!stdout.startsWith('{')) return reject(new Error(`Checkov reported nothing: ${stderr}`));
      const report = JSON.parse(stdout) as { results: { failed_checks: FailedCheck[] } };
      const byCopy = new Map<string, Set<string>>();
      for (const { check_id, resource } of report.results.failed_checks) {
        const copy = resource.slice(resource.lastIndexOf('.') + 1);
        const checks = byCopy.get(copy) ?? new Set();
        byCopy.set(copy, checks.add(check_id));
      }
      resolve(byCopy);
    });
  });
}
