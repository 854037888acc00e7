/**
 * What may a step depend on? A small tree of our own (Liquid's expression syntax is parsed into it by `definition/`),
 * evaluated in three values over facts that exist when asked.
 */
export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `prospect.title` is `['prospect', 'title']`. */
  | { readonly kind: 'path'; readonly path: readonly string[] };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand }
  /** A bare name: true unless it is absent, `false` or `nil` (Liquid's truth). */
  | { readonly kind: 'truthy'; readonly operand: Operand };

/** Nested plain data: absent names are simply not there. */
export type Facts = { readonly [name: string]: FactValue };
export type FactValue = string | number | boolean | null | readonly FactValue[] | Facts;
