/** What does a touch say? Rendered once; the bytes that are stored are the bytes that leave. */
import { renderText } from '../../content/render.ts';
import { withStopLine } from '../../content/stop-line.ts';
import type { Draft } from '../../core/decide/context.ts';
import { templatesOfStep } from '../../core/flow.ts';
import { isManual } from '../../core/sequence.ts';
import { rulesFor } from '../../policy/may-send.ts';
import { asDraft, failed, notStored, templateFor, undrafted, type Drafted } from './drafted.ts';
import { emailDraft } from './email.ts';
import { fitNote } from './fit-note.ts';
import { gatewayMessage } from './gateway-message.ts';
import { factsFor, type Author, type Occasion } from './occasion.ts';
import { gatewayFor, repIn } from '../settings.ts';

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
  const fits = withWayOut(
    author,
    occasion,
    isManual(step) ? fitNote(draft, step, template, facts) : draft,
  );
  const drafted = { ...undrafted(fits), template: template.name };
  const { enrollment, prospect } = due;
  const rep = repIn(author.settings, version.sequence, enrollment, prospect);
  const gateway = gatewayFor(author.settings, step, rep);
  if (gateway === null || !fits.ok) return drafted;
  const made = gatewayMessage(author, occasion, gateway, fits.text);
  return made.ok
    ? { ...drafted, message: made.message }
    : { ...drafted, draft: failed(made.error) };
}

/** The first text of an enrollment says how to stop, where the law of their country wants it. */
function withWayOut(
  { settings }: Author,
  { due: { prospect }, history, step }: Occasion,
  draft: Draft,
): Draft {
  if (step.kind !== 'sms' || !draft.ok) return draft;
  const isFirst = !history.touches.some(
    ({ channel, status }) => channel === 'sms' && status === 'sent',
  );
  const says = isFirst && rulesFor(prospect, settings.compliance)?.textsSayStop === true;
  if (!says) return draft;
  const { company } = settings.sender;
  return { ...draft, text: withStopLine(draft.text, { company, language: prospect.language }) };
}
