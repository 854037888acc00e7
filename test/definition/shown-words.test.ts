/** Words of a step that a rep reads as they stand: no template, so nothing is filled in. */
import { describe, expect, test } from 'vitest';
import { compiled, withSteps } from './samples.ts';

describe('words that are shown as they are written', () => {
  const literal = (step: string): readonly string[] =>
    compiled(withSteps(step)).diagnostics.map(
      ({ code, line, column }) => `${code}@${line}:${column}`,
    );

  test.each([
    [
      'the words of a task',
      '{ id: a, task: "Greet {{ prospect.first_name }}" }',
      'merge_field_in_words@5:27',
    ],
    ['a note', '{ id: a, call: discovery, note: "{% if x %}" }', 'merge_field_in_words@5:38'],
    [
      'a field',
      '{ id: a, set: { fields: { nick: "{{prospect.name}}" } } }',
      'merge_field_in_words@5:38',
    ],
  ])('have no merge fields: %s', (_, step, expected) => {
    expect(literal(step)).toEqual([expected]);
  });

  test('may hold braces that are none', () => {
    expect(literal('{ id: a, task: "Send {a} {{ and }} 5%" }')).toEqual([
      'merge_field_in_words@5:30',
    ]);
    expect(literal('{ id: a, task: "Send {a} and 5%}" }')).toEqual([]);
  });

  test('are a warning, with the place where they would be filled in', () => {
    const [told] = compiled(withSteps('{ id: a, task: "Hi {{ prospect.name }}" }')).diagnostics;
    expect(told).toMatchObject({
      severity: 'warning',
      hint: 'write it in a template, and name that: template: NAME',
    });
  });
});
