import { table } from '../../../cli/output/markdown-table';
import { type Accepted, acceptanceOf } from '../../mutants/acceptance';
import type { CheckovFound } from '../../mutants/checkov-findings';
import { NEUTRAL, type Neutral, REMOVABLE } from '../../mutants/classification';
import { keyOf, type Outcome, unreportedOf } from '../../mutants/outcomes';

/** How many mutants of an outcome Checkov finds and no rule of ours reports. */
export function foundByCheckovAlone(outcome: Outcome, checkov: CheckovFound): number {
  return Math.min(checkov.found[keyOf(outcome)]?.mutants ?? 0, outcome.mutants - outcome.reported);
}

function sum(outcomes: readonly Outcome[], count: (outcome: Outcome) => number): number {
  return outcomes.reduce((total, outcome) => total + count(outcome), 0);
}

function countsTable(outcomes: readonly Outcome[], checkov: CheckovFound): string {
  const types = [...new Set(outcomes.map(({ type }) => type))].sort();
  const rowOf = (title: string, of: readonly Outcome[]) => [
    title,
    String(sum(of, ({ mutants }) => mutants)),
    String(sum(of, ({ reported }) => reported)),
    String(sum(of, (outcome) => checkov.found[keyOf(outcome)]?.mutants ?? 0)),
    String(sum(of, (outcome) => foundByCheckovAlone(outcome, checkov))),
  ];
  return table(
    ['type', 'mutants', 'reported', 'found by Checkov', 'found by Checkov alone'],
    [
      ...types.map((type) =>
        rowOf(
          `\`${type}\``,
          outcomes.filter((outcome) => outcome.type === type),
        ),
      ),
      rowOf('all', outcomes),
    ],
  );
}

/** One line per argument: what was done to it without being reported. */
function unreportedLines(outcomes: readonly Outcome[]): string[] {
  const byPlace = new Map<string, Set<string>>();
  for (const { weakening, beforeProduction } of outcomes) {
    const [place = '', ...what] = weakening.split(': ');
    const done = byPlace.get(place) ?? new Set();
    byPlace.set(place, done);
    const text = what.join(': ');
    // Reported in production only, or of something that only the other environments have.
    const only =
      beforeProduction && !outcomes.some((other) => !other.beforeProduction && other.weakening === weakening);
    done.add(only ? `${text} (before production)` : text);
  }
  return [...byPlace].map(([place, done]) => `- \`${place}\`: ${[...done].join('; ')}`);
}

function neutralTable(list: readonly Neutral[]): string {
  const byReason = new Map<string, string[]>();
  for (const { places, why } of list) byReason.set(why, [...(byReason.get(why) ?? []), places.source]);
  return table(
    ['why', 'what, as an expression over type and argument'],
    [...byReason].map(([why, sources]) => [why, sources.map((source) => `\`${source}\``).join(', ')]),
  );
}

/** docs/mutants.md: what the rules report when one thing is weakened, what they do not and why, and Checkov beside them. */
export function mutantsPage(
  outcomes: readonly Outcome[],
  accepted: readonly Accepted[],
  checkovAlone: readonly Accepted[],
  checkov: CheckovFound,
): string {
  const unreported = unreportedOf(outcomes);
  const sections = accepted.map((entry) => {
    const of = unreported.filter((outcome) => acceptanceOf(accepted, outcome) === entry);
    return `### ${entry.reason}\n\n${unreportedLines(of).join('\n')}`;
  });
  const alone = outcomes
    .filter((outcome) => foundByCheckovAlone(outcome, checkov) > 0)
    .map((outcome) => [
      `\`${keyOf(outcome)}\``,
      checkov.found[keyOf(outcome)]?.checks.join(', ') ?? '',
      acceptanceOf(checkovAlone, outcome)?.reason ?? '',
    ]);
  return `# What the rules notice

A test weakens the stacks of the sample environments, and of one that sets every option, in one place at a time; the rule pack judges each
mutant. A mutant counts as reported if a new finding names the weakened resource, or the resource that needs it: the project without its audit log,
the key whose grant is missing. An unknown result does not count. The provider's schema gives the places: the test weakens every argument that a resource sets,
unless the tables below class it as neutral. Type and name decide how: the test removes, empties or flips an argument, or replaces it with each other
word that the provider accepts; it sets a number or duration to zero or a tenth, or to a hundred times where more is weaker; it removes one entry of a list,
a filter or several blocks, or adds one where each entry allows something; it grants a role to everybody, a person, a domain or an account elsewhere, or grants
owner, editor, viewer or administrator; it opens a range to everywhere; it writes a secret in plain text; and it removes the whole resource.

One resource represents all that are built alike. \`test/mutants/\` builds the mutants. The test fails if a mutant is neither reported nor
accepted, and if it is both.

## In numbers

Checkov ${checkov.version} ran over the same mutants, each beside its original. A check counts if it fails for the mutant only. Checkov judges existing
resources, so it saw no mutant that removes one.

${countsTable(outcomes, checkov)}

## What only Checkov finds, and why we accept it

${alone.length === 0 ? 'Nothing.' : table(['weakened', 'checks', 'why no rule reports it'], alone)}

## What is not reported, and why

${sections.join('\n\n')}

## What is not weakened

${neutralTable(NEUTRAL)}

Removing a resource of these types weakens nothing:

${neutralTable(REMOVABLE)}
`;
}
