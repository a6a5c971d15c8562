import { type Accepted, acceptanceOf } from '../../mutants/acceptance';
import type { CheckovFound } from '../../mutants/checkov-findings';
import { NEUTRAL, type Neutral, REMOVABLE } from '../../mutants/classification';
import { keyOf, type Outcome, unreportedOf } from '../../mutants/outcomes';
import { table } from './table';

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

The stacks of the sample environments, and of one that sets every option, are weakened in one place at a time, and the rule pack judges each
result. What counts is a new finding that names the weakened resource, or what misses it: the project without its audit log, the key
whose grant is gone. An unknown result is not enough. The places come from the provider's schema: whatever a resource sets is weakened,
unless it is classed as neutral below. How follows from its type and name: an argument is removed, emptied, flipped, replaced by each
other word that the provider takes; a number or duration is zero or a tenth, or a hundred times where more is weaker; a list, a filter or several blocks
lose one entry at a time, or gain one where each entry allows something; a grant goes to everybody, a person, a domain, an account elsewhere, or becomes owner,
editor, viewer, administrator; a range is opened to everywhere; a secret is written in plain text; and the whole resource goes.

Of many resources that are built alike one stands for all. \`test/mutants/\` makes them; the test fails when a mutant is
not reported and not accepted, and when it is accepted and reported.

## In numbers

Checkov ${checkov.version} ran over the same mutants, each beside its original; what fails in the mutant only is counted. It judges resources that are
there, so a resource that is gone is not among what it saw.

${countsTable(outcomes, checkov)}

## What Checkov alone finds, and why it is accepted

${alone.length === 0 ? 'Nothing.' : table(['weakened', 'checks', 'why no rule reports it'], alone)}

## What is not reported, and why

${sections.join('\n\n')}

## What is not weakened

${neutralTable(NEUTRAL)}

Of these types one resource less weakens nothing:

${neutralTable(REMOVABLE)}
`;
}
