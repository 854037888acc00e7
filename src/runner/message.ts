/** What does a touch say? Rendered once; the bytes that are stored are the bytes that leave. */
import { renderText } from '../content/render.ts';
import { templatesOfStep } from '../core/flow.ts';
import { isManual } from '../core/sequence.ts';
import { asDraft, notStored, templateFor, undrafted, type Drafted } from './drafted.ts';
import { emailDraft } from './email.ts';
import { fitNote } from './fit-note.ts';
import { factsFor, type Author, type Occasion } from './occasion.ts';

// What a condition asks is loaded with what a text asks.
export { factsFor };

/** What the step would say to the person, and for an email the message itself. */
export function draftOf(author: Author, occasion: Occasion): Drafted {
  const { version, due, step } = occasion;
  const known = factsFor(author, occasion);
  const facts = author.fill === undefined ? known : author.fill(known);
  if (step.kind === 'email') return emailDraft(author, { ...occasion, step }, facts);
  const [name] = templatesOfStep(step);
  if (name === undefined) return undrafted(null);
  const template = templateFor(version, name, due.prospect);
  if (template === undefined) return undrafted(notStored(name));
  const draft = asDraft(template.name, renderText(template, facts));
  const fits = isManual(step) ? fitNote(draft, step, template, facts) : draft;
  return { ...undrafted(fits), template: template.name };
}
