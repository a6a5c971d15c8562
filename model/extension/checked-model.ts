import type { Entity } from '../types';
import { BASE_MODEL, extendedModel, type Model } from './extended-model';
import { extensionProblems } from './extension-problems';
import { extensionShape } from './extension-spec';

/** An extension whose parts have problems of their own types is checked no further: the rest would be guessed. */
export const extensionSchema = extensionShape.check((context) => {
  for (const { code, path, message } of extensionProblems(context.value))
    context.issues.push({ code: 'custom', input: context.value, path: [...path], params: { code }, message });
});

/**
 * The model by which the rest of a spec is checked. With an extension that has problems it is the base model and the names of its tables, so
 * that these are not reported as unknown.
 */
export function checkedModelOf(value: { readonly model?: unknown }): Model {
  if (value.model === undefined) return BASE_MODEL;
  const parsed = extensionSchema.safeParse(value.model);
  if (parsed.success) return extendedModel(parsed.data);
  const { tables } = (value.model ?? {}) as { readonly tables?: unknown };
  const named = (Array.isArray(tables) ? tables : []).flatMap((each: Partial<Entity> | null) =>
    typeof each?.name === 'string' && typeof each.origin === 'string'
      ? [
          {
            title: '',
            grain: '',
            source: '',
            key: [],
            cursor: null,
            quality: [],
            columns: [],
            name: each.name,
            origin: each.origin,
          },
        ]
      : [],
  );
  return { ...BASE_MODEL, entities: [...BASE_MODEL.entities, ...named] };
}
