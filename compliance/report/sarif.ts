import { createHash } from 'node:crypto';
import { qualifiedAddress } from '../estate/resource';
import { exceptionPlace } from '../review/exceptions';
import type { Review } from '../review/review';
import { PACK } from '../rules';
import type { Finding, Subject } from '../verdicts/evaluate';
import type { Severity } from '../verdicts/rule';
import { contentHash } from './json';
import { DISCLAIMER } from './words';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0-rtm.5.json';
const LEVELS: Readonly<Record<Severity, string>> = { high: 'error', medium: 'warning', low: 'note' };

/**
 * The review as SARIF 2.1.0 (OASIS), for code review tools. What an exception covers is a suppressed result; what is unknown is a
 * result of kind `open`.
 */
export function toSarif(review: Review): object {
  const rules = [...PACK.map(({ id }) => id), ...unknownIds(review)];
  const files = new Map(review.inputs.map(({ stack, file }) => [stack, file]));
  const result = (ruleId: string, subject: Subject) => ({
    ruleId,
    ruleIndex: rules.indexOf(ruleId),
    locations: [locationOf(subject, files)],
  });
  const ofFinding = (finding: Finding) => ({
    ...result(finding.ruleId, finding),
    level: LEVELS[finding.severity],
    message: { text: finding.attribute === '' ? finding.message : `${finding.attribute}: ${finding.message}` },
    partialFingerprints: { 'rcm/v1': fingerprint(finding) },
  });
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'rcm compliance', rules: rules.map(descriptor) },
        },
        invocations: [{ executionSuccessful: true }],
        artifacts: review.inputs.map(({ file, sha256 }) => ({
          location: { uri: encodeURI(file) },
          hashes: { 'sha-256': sha256 },
        })),
        results: [
          ...review.findings.map(ofFinding),
          ...review.excepted.map(({ finding, exception }) => ({
            ...ofFinding(finding),
            suppressions: [
              {
                kind: 'external',
                status: 'accepted',
                justification: `${exceptionPlace(exception)}: ${exception.reason} (${exception.owner}, until ${exception.expires})`,
              },
            ],
          })),
          ...review.unknown.map((each) => ({
            ...result(each.ruleId, each),
            kind: 'open',
            level: 'none',
            message: { text: 'It depends on a value that is not known before the apply.' },
          })),
        ],
        properties: {
          disclaimer: DISCLAIMER,
          asOf: review.asOf,
          complete: review.complete,
          contentHash: contentHash(review),
        },
      },
    ],
  };
}

/** Ids of findings that no rule of the pack has: problems of exceptions, and rules that were given in its place. */
function unknownIds(review: Review): string[] {
  const known = new Set(PACK.map(({ id }) => id));
  const used = [...review.findings, ...review.excepted.map(({ finding }) => finding), ...review.unknown].map(
    ({ ruleId }) => ruleId,
  );
  return [...new Set(used)].filter((id) => !known.has(id));
}

function descriptor(id: string): object {
  const rule = PACK.find((each) => each.id === id);
  if (!rule) return { id, shortDescription: { text: id } };
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: rule.fix },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: rule.controls.map((citation) => `45 CFR ${citation}`) },
  };
}

function locationOf(subject: Subject, files: ReadonlyMap<string, string>): object {
  const file = files.get(subject.stack);
  return {
    ...(file === undefined ? {} : { physicalLocation: { artifactLocation: { uri: encodeURI(file) } } }),
    logicalLocations: [{ fullyQualifiedName: qualifiedAddress(subject), kind: 'resource' }],
  };
}

/** The same finding of the same resource, whatever the words and the other findings. */
function fingerprint({ ruleId, stack, address, attribute }: Finding): string {
  return createHash('sha256').update([ruleId, stack, address, attribute].join('\n')).digest('hex');
}
