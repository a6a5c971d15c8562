import { estateOf } from '../compliance/estate/estate';
import { readSynthesis } from '../compliance/reading/synthesis';
import { PACK } from '../compliance/rules';
import { evaluate } from '../compliance/verdicts/evaluate';
import type { Rule } from '../compliance/verdicts/rule';
import { synthesizeEverything } from './synthesized-environments';

const ENVIRONMENTS = ['sunrise-dev', 'sunrise-prod', 'sunrise-test'];
const contents = synthesizeEverything().stacks.map(({ name, text }) => readSynthesis(name, JSON.parse(text)));

/** What a rule says about each of its subjects, by stack and address. */
function said(rule: Rule, of: typeof contents, complete: boolean): Map<string, string> {
  const { compliant, findings, unknown } = evaluate(rule, estateOf(of, { complete }));
  const key = ({ stack, address }: { stack: string; address: string }) => `${stack} ${address}`;
  return new Map([
    ...compliant.map((each) => [key(each), 'compliant'] as const),
    ...unknown.map((each) => [key(each), 'unknown'] as const),
    ...findings.map((each) => [key(each), 'finding'] as const),
  ]);
}

describe.each(ENVIRONMENTS)('a stack of %s that is reviewed alone', (environment) => {
  // A stack without resources has nothing that others could complete.
  const whole = contents.filter(({ stack, resources }) => stack.startsWith(`${environment}-`) && resources.length > 0);

  it('is judged as in the whole environment, or is unknown where that takes the others', () => {
    const different = PACK.filter((rule) => !('checkEstate' in rule)).flatMap((rule) => {
      const inWhole = said(rule, whole, true);
      return whole.flatMap((content) => {
        const alone = said(rule, [content], false);
        const own = [...inWhole].filter(([subject]) => subject.startsWith(`${content.stack} `));
        const lost = own.filter(
          ([subject, verdict]) => ![verdict, 'unknown'].includes(alone.get(subject) ?? 'nothing'),
        );
        const invented = [...alone].filter(([each, verdict]) => verdict === 'finding' && inWhole.get(each) !== verdict);
        return [...lost, ...invented].map(
          ([subject]) => `${rule.id} ${subject}: ${inWhole.get(subject)}, alone ${alone.get(subject) ?? 'nothing'}`,
        );
      });
    });
    expect(different).toEqual([]);
  });

  it('is unknown to every rule about the whole environment, unless it holds what the rule asks for', () => {
    const rules = PACK.filter((rule) => 'checkEstate' in rule && said(rule, whole, true).size > 0);
    expect(rules.length).toBeGreaterThan(4);
    const silent = rules.flatMap((rule) =>
      whole.flatMap((content) => (said(rule, [content], false).size > 0 ? [] : [`${rule.id} of ${content.stack}`])),
    );
    expect(silent).toEqual([]);
  });
});
