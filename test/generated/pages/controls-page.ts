import { CITATIONS, control } from '../../../compliance/controls';
import { cell, table } from '../../../compliance/report/markdown';
import type { Rule } from '../../../compliance/verdicts/rule';

/** The generated page docs/controls.md: each control with its rules and its gaps, then each rule. */
export function controlsPage(rules: readonly Rule[]): string {
  const controls = CITATIONS.map((citation) => {
    const { title, kind, responsibility, yourPart, otherEvidence, notCoveredYet } = control(citation);
    const ids = rules.filter((rule) => rule.controls.includes(citation)).map((rule) => rule.id);
    const support = [...ids, otherEvidence].filter((each) => each !== undefined).join(', ');
    const gap = notCoveredYet === undefined ? '' : `Not covered yet: ${notCoveredYet}`;
    return [
      citation,
      cell(title),
      kind,
      responsibility,
      cell([support, gap].filter(Boolean).join('. ')),
      cell(yourPart ?? ''),
    ];
  });
  const details = rules.map(
    (rule) =>
      `### ${rule.id}\n\n${rule.title}. Severity ${rule.severity}. Supports ${rule.controls.join(', ')}.\n\n` +
      `Looks at ${rule.resourceTypes.map((type) => `\`${type}\``).join(', ')}.\n\n` +
      `Why: ${rule.why}\n\nFix: ${rule.fix}`,
  );
  return [
    '# Controls and rules',
    'The sections are of 45 CFR part 164, in our words. ' + 'Rules support controls; they certify nothing.',
    table(['45 CFR', 'control', '', 'who', 'supported by', 'your part'], controls),
    '## Rules',
    ...details,
  ]
    .join('\n\n')
    .concat('\n');
}
