import { GoogleProvider, type GoogleProviderConfig } from '@cdktf/provider-google/lib/provider';
import { TerraformStack, Testing } from 'cdktf';
import { checkAgainstSchema } from './schema/provider-schema';

/** Attributes of one synthesized resource, as Terraform reads them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** One resource with where it stands. */
export interface SynthesizedResource {
  readonly type: string;
  /** Name inside its type and stack. */
  readonly id: string;
  readonly attributes: Attributes;
}

/** The Terraform JSON of one stack: the one way in which tests look at what was synthesized. */
export class SynthesizedStack {
  private readonly json: { resource?: Record<string, Record<string, Attributes>> } & Attributes;

  constructor(
    /** Name of the stack, e.g. `sunrise-dev-network`. */
    readonly name: string,
    /** The file's text, for comparing bytes. */
    readonly text: string,
  ) {
    this.json = JSON.parse(text);
  }

  /** Any other top-level part: `provider`, `terraform`, `data`, `output`. */
  section(name: string): unknown {
    return this.json[name];
  }

  /** Every resource, or those of one type. */
  resources(type?: string): SynthesizedResource[] {
    return Object.entries(this.json.resource ?? {})
      .filter(([each]) => type === undefined || each === type)
      .flatMap(([each, byId]) => Object.entries(byId).map(([id, attributes]) => ({ type: each, id, attributes })));
  }

  /** The attributes of the only resource of its type. @throws Error when there is none or more than one */
  only(type: string): Attributes {
    const found = this.resources(type);
    const [first] = found;
    if (!first || found.length > 1) throw new Error(`${this.name} has ${found.length} ${type}, expected one`);
    return first.attributes;
  }

  /** The attributes of the resource whose `attribute` has this value. @throws Error when there is none */
  named(type: string, value: string, attribute = 'name'): Attributes {
    const found = this.resources(type).find((resource) => resource.attributes[attribute] === value);
    if (!found) throw new Error(`${this.name} has no ${type} with ${attribute} "${value}"`);
    return found.attributes;
  }
}

/**
 * Synthesizes a stack that holds just what `build` makes, and checks it against the provider's schema: a construct that writes an
 * argument the provider does not know fails every test of that construct.
 * @param provider what the stack says to the provider. @default nothing
 */
export function synthesizeConstruct(
  build: (stack: TerraformStack) => unknown,
  provider: GoogleProviderConfig = {},
): SynthesizedStack {
  const stack = new TerraformStack(Testing.app(), 'test');
  new GoogleProvider(stack, 'google', provider);
  build(stack);
  const synthesized = new SynthesizedStack('test', Testing.synth(stack, true));
  const problems = synthesized.resources().flatMap(checkAgainstSchema);
  if (problems.length > 0) throw new Error(`Not what the provider takes:\n${problems.join('\n')}`);
  return synthesized;
}
