import { z } from 'zod';

/**
 * What a customer may write where `Shape` is checked: one definition gives the check, the type and, by the comments on its keys, the
 * documentation in an editor. Fields are readonly; an optional one is left out rather than `undefined`.
 */
export type PropsOf<Shape> = Merged<
  Fields<Shape, Exclude<keyof Shape, OptionalKey<Shape>>> & Partial<Fields<Shape, OptionalKey<Shape>>>
>;

// Each of these maps over the keys of the shape itself: TypeScript then carries the comments along. A renamed key (`as`) would lose them.
type Merged<Type> = { [Key in keyof Type]: Type[Key] };
type Fields<Shape, Keys extends keyof Shape> = { readonly [Key in Keys]: ValueOf<Shape[Key]> };
type OptionalKey<Shape> = { [Key in keyof Shape]: Shape[Key] extends z.ZodOptional ? Key : never }[keyof Shape];
type ValueOf<Schema> =
  Schema extends z.ZodOptional<infer Inner>
    ? ValueOf<Inner>
    : Schema extends z.ZodReadonly<infer Inner>
      ? ValueOf<Inner>
      : Schema extends z.ZodArray<infer Element>
        ? readonly ValueOf<Element>[]
        : Schema extends z.ZodObject<infer Shape>
          ? PropsOf<Shape>
          : Schema extends z.ZodUnion<infer Options>
            ? ValueOf<Options[number]>
            : z.output<Schema>;

/**
 * The same schema, typed as what `PropsOf` makes of it. Give it a named type, `const groups: z.ZodType<PeopleGroups> = typed(…)`: the
 * package's types then keep the comments of nested fields.
 */
export function typed<Schema extends z.ZodType>(schema: Schema): z.ZodType<ValueOf<Schema>> {
  return schema as unknown as z.ZodType<ValueOf<Schema>>;
}

/** An object whose fields the spec's schema or a check of its own knows: here it is only an object. */
export function checkedElsewhere<Type>(): z.ZodType<Type> {
  return z.record(z.string(), z.unknown()) as unknown as z.ZodType<Type>;
}
