import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../compliance/arguments/attribute';
import { type Estate, estateOf, type StackContent } from '../../compliance/estate/estate';
import { qualifiedAddress, type Resource } from '../../compliance/estate/resource';
import { readSynthesis } from '../../compliance/reading/synthesis';
import { PACK } from '../../compliance/rules';
import { evaluate, type Finding } from '../../compliance/verdicts/evaluate';
import { looksAt, type Rule } from '../../compliance/verdicts/rule';
import type { Mutant, Written } from './mutants-of';

const ABOUT_SUBJECTS = PACK.filter((rule) => 'checkEstate' in rule);
const NOTHING: StackContent = { stack: '', resources: [], exceptions: [], destroyed: [], comment: {} };

function keyOf(finding: Finding): string {
  return `${finding.ruleId} ${qualifiedAddress(finding)} ${finding.attribute} ${finding.message}`;
}

/** One environment as it was synthesized: read once, then judged with one resource weaker at a time. */
export class EstateUnderTest {
  private readonly contents: readonly StackContent[];
  private readonly documents: ReadonlyMap<string, JsonObject>;
  private readonly estate: Estate;
  private readonly known: ReadonlySet<string>;
  private readonly joined = new Map<string, readonly Resource[]>();
  private readonly texts = new Map<string, string>();

  constructor(
    readonly name: string,
    outdir: string,
  ) {
    const stacks = readdirSync(join(outdir, 'stacks')).filter((stack) => stack.startsWith(`${name}-`));
    this.documents = new Map(
      stacks
        .sort()
        .map((stack) => [stack, JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'))]),
    );
    this.contents = [...this.documents].map(([stack, document]) => readSynthesis(stack, document));
    this.estate = estateOf(this.contents, { complete: true });
    this.known = new Set(findings(PACK, this.estate).map(keyOf));
  }

  /** Whether it says that it holds no patients' data, so that rules may ask less of it. */
  get beforeProduction(): boolean {
    return !this.name.endsWith('-prod');
  }

  /** Every resource, in the order of the files. */
  written(): Written[] {
    return [...this.documents].flatMap(([stack, { resource = {} }]) =>
      Object.entries(resource as Record<string, Record<string, JsonObject>>).flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, body]) => ({ stack, type, id, body })),
      ),
    );
  }

  /** What the pack newly finds with the resource changed, in whichever resource. */
  newFindings({ of, body }: Pick<Mutant, 'of' | 'body'>): Finding[] {
    return findings(PACK, this.with(of, body).estate).filter((finding) => this.isNew(finding));
  }

  /**
   * The new findings that name the resource, or what misses it: the subject of a rule about its type, or what is joined to it. No
   * other resource is judged again.
   */
  reported({ of, body }: Pick<Mutant, 'of' | 'body'>): Finding[] {
    const { changed, estate } = this.with(of, body);
    const own = changed ? judged([changed], estate).filter((finding) => this.isNew(finding)) : [];
    if (own.length > 0) return own;
    const ofSubjects = findings(ABOUT_SUBJECTS, estate).filter(
      (finding) => this.isNew(finding) && this.isAbout(finding, of),
    );
    return ofSubjects.length > 0
      ? ofSubjects
      : judged(this.joinedTo(of), estate).filter((finding) => this.isNew(finding));
  }

  private isNew(finding: Finding): boolean {
    return !this.known.has(keyOf(finding));
  }

  private isAbout(finding: Finding, of: Written): boolean {
    if (finding.stack === of.stack && finding.address === `${of.type}.${of.id}`) return true;
    const named = this.estate.byAddress.get(qualifiedAddress(finding));
    if (named) return this.joinedTo(of).includes(named);
    return ABOUT_SUBJECTS.some((rule) => rule.id === finding.ruleId && looksAt(rule, of.type));
  }

  /** Resources that name this one, or that it names, by reference or by name. */
  private joinedTo(of: Written): readonly Resource[] {
    const address = `${of.type}.${of.id}`;
    const remembered = this.joined.get(`${of.stack}/${address}`);
    if (remembered) return remembered;
    const text = JSON.stringify(of.body);
    const own = nameOf(of.body);
    const found = this.estate.resources.filter((each) => {
      if (each.stack === of.stack && each.address === address) return false;
      if (each.stack === of.stack && (each.references.includes(address) || text.includes(`\${${each.address}.`)))
        return true;
      const name = nameOf(each.attributes);
      return (name !== '' && text.includes(name)) || (own !== '' && this.textOf(each).includes(own));
    });
    this.joined.set(`${of.stack}/${address}`, found);
    return found;
  }

  private textOf(resource: Resource): string {
    const key = qualifiedAddress(resource);
    const text = this.texts.get(key) ?? JSON.stringify(resource.attributes);
    this.texts.set(key, text);
    return text;
  }

  private with(of: Written, body: JsonObject | undefined): { changed: Resource | undefined; estate: Estate } {
    const document = this.documents.get(of.stack) ?? {};
    const resource = body === undefined ? {} : { [of.type]: { [of.id]: body } };
    const [changed] = readSynthesis(of.stack, { ...document, resource }).resources;
    const address = `${of.type}.${of.id}`;
    const contents = this.contents.map((content) => {
      if (content.stack !== of.stack) return content;
      const resources = content.resources.flatMap((each) =>
        each.address === address ? (changed ? [changed] : []) : [each],
      );
      return { ...content, resources };
    });
    return { changed, estate: estateOf(contents, { complete: true }) };
  }
}

function findings(rules: readonly Rule[], estate: Estate): Finding[] {
  return rules.flatMap((rule) => evaluate(rule, estate).findings);
}

/** The rules about single resources, over these alone; around them the whole estate. */
function judged(resources: readonly Resource[], whole: Estate): Finding[] {
  const alone = { ...whole, byType: estateOf([{ ...NOTHING, resources }], { complete: true }).byType };
  return PACK.flatMap((rule) =>
    'check' in rule ? evaluate({ ...rule, check: (resource) => rule.check(resource, whole) }, alone).findings : [],
  );
}

/** By which other resources call it; empty where it has no name of its own, or one that may be a word of anything. */
function nameOf(body: JsonObject): string {
  const name = String(body['name'] ?? body['account_id'] ?? body['dataset_id'] ?? '');
  return name.length > 6 && !name.includes('${') ? name : '';
}
