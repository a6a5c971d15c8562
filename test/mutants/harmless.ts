import { isObject, type Json, type JsonObject } from '../../compliance/arguments/attribute';
import { refusedValues } from '../schema/accepted-values';
import { type BlockSchema, labelArgument, META_ARGUMENTS, SCHEMAS } from '../schema/provider-schema';
import { ALLOWING, MORE_IS_WEAKER } from './classification';
import { type Mutant, neutralityOf, type Written } from './mutants-of';

/** What people read of a resource. */
const TEXTS = ['description', 'display_name', 'title', 'friendly_name'];
/** Lists where an extra entry requires or reports more, with the entry that is added. */
const MORE_OF: Readonly<Record<string, string>> = {
  notification_channels: 'projects/sunrise/notificationChannels/1',
  notification_category_subscriptions: 'BILLING',
};
const DURATION = /^(\d+)s$/;

/** Changes that weaken nothing, of the kind that people make every week: words, labels, more of a good thing, the same in another form. */
export function harmlessChangesOf(of: Written): Mutant[] {
  const schema = SCHEMAS[of.type] ?? {};
  return [...words(of, schema), ...changesIn(schema, of.body, of.type, true)].map(({ place, what, body }) => ({
    of,
    place,
    what,
    before: null,
    body,
  }));
}

interface Changed {
  readonly place: string;
  readonly what: string;
  readonly body: JsonObject;
}

function words({ type, body }: Written, schema: BlockSchema): Changed[] {
  const texts = TEXTS.filter((name) => schema.attributes?.[name]?.optional === true).map((name) => ({
    place: `${type}.${name}`,
    what: 'other words',
    body: { ...body, [name]: 'In other words' },
  }));
  const argument = labelArgument(type);
  // Of a channel the labels say where it sends to.
  if (argument === undefined || (argument === 'labels' && type.endsWith('notification_channel'))) return texts;
  const labels = body[argument];
  const more = { ...(isObject(labels) ? labels : {}), cost_center: 'a-17' };
  return [...texts, { place: `${type}.${argument}`, what: 'one label more', body: { ...body, [argument]: more } }];
}

function changesIn(schema: BlockSchema, block: JsonObject, place: string, isResource: boolean): Changed[] {
  return Object.entries(block)
    .filter(([name]) => !isResource || !META_ARGUMENTS.has(name))
    .flatMap(([name, value]) => {
      const here = `${place}.${name}`;
      const put = (what: string, changed: Json): Changed => ({
        place: here,
        what,
        body: { ...block, [name]: changed },
      });
      const nested = schema.blocks?.[name];
      if (nested) return [...forms(value, put), ...inside(nested, value, here, put)];
      return stronger(here, name, value, put);
    });
}

type Put = (what: string, changed: Json) => Changed;

function inside(schema: BlockSchema, value: Json, place: string, put: Put): Changed[] {
  const items: readonly Json[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item, index) =>
    isObject(item)
      ? changesIn(schema, item, place, false).map((each) => ({
          ...each,
          body: put(
            each.what,
            Array.isArray(value) ? items.map((other, at) => (at === index ? each.body : other)) : each.body,
          ).body,
        }))
      : [],
  );
}

/** A block may be an object or a list with one; the order of several says nothing where each has a name of its own. */
function forms(value: Json, put: Put): Changed[] {
  if (!Array.isArray(value)) return [put('as a list with one', [value])];
  const [first] = value as readonly Json[];
  if (value.length === 1 && first !== undefined) return [put('as an object', first)];
  return [put('in another order', [...value].reverse())];
}

function stronger(place: string, name: string, value: Json, put: Put): Changed[] {
  if (typeof value === 'boolean') return [put('as text', String(value))];
  if (Array.isArray(value)) return longerList(name, value, put);
  if (neutralityOf(place) || /sampling|priority|threshold/.test(place)) return [];
  const number = typeof value === 'number' ? value : Number(DURATION.exec(String(value))?.[1] ?? Number.NaN);
  const write = (each: number): Json => (typeof value === 'number' ? each : `${each}s`);
  if (!Number.isInteger(number)) return [];
  const changed = MORE_IS_WEAKER.test(place) ? write(Math.ceil(number / 2)) : write(number * 2);
  return refusedValues(place, changed).length > 0 ? [] : [put('stronger', changed)];
}

function longerList(name: string, value: readonly Json[], put: Put): Changed[] {
  const more = MORE_OF[name];
  const reversed = value.length > 1 ? [put('in another order', [...value].reverse())] : [];
  if (more !== undefined) return [...reversed, put('one more', [...value, more])];
  // Less of what each entry allows.
  return name in ALLOWING && value.length > 1 ? [...reversed, put('one less', value.slice(1))] : reversed;
}
