/** Renders what a touch says once. A step that is put off again and again says the same until its version, its person or their history changes. */
import { draftOf, factsFor } from '../runner/composing/message.ts';
import type { Renderer } from '../runner/engine.ts';

type Drafted = ReturnType<Renderer['draftOf']>;

export function renderOnce(): Renderer {
  const known = new Map<string, { readonly state: string; readonly drafted: Drafted }>();
  return {
    factsFor,
    draftOf(author, occasion) {
      const { due, history, step } = occasion;
      const { id, visit, version } = due.enrollment;
      const key = `${id}.${step.id}.${visit}`;
      const state = `${version} ${due.prospect.revision} ${history.touches.length}`;
      const before = known.get(key);
      if (before?.state === state) return before.drafted;
      const drafted = draftOf(author, occasion);
      known.set(key, { state, drafted });
      return drafted;
    },
  };
}
