/**
 * What a step says, where nobody reads it: only whether it can be said matters. Of a plain template (see `isPlain`) that is tried once for all
 * people who have the same names; every other text, and one that lacks something, is rendered as it is in earnest.
 */
import { isPlain } from '../../content/plain-template.ts';
import type { CompiledTemplate } from '../../content/template.ts';
import { namesOfPerson } from '../../core/facts.ts';
import { templatesOfStep } from '../../core/flow.ts';
import { addressOn, type Prospect } from '../../core/person/prospect.ts';
import { SIGNATURES } from '../../core/template.ts';
import { pickVariant } from '../../core/variant.ts';
import type { StoredMessage } from '../../ports/engine-store.ts';
import { templateFor, type Drafted } from '../../runner/composing/drafted.ts';
import type { Renderer } from '../../runner/engine.ts';
import { touchIdFor, type Occasion } from '../../runner/composing/occasion.ts';
import { threadOf } from '../../runner/composing/thread.ts';
import { renderOnce } from '../render-once.ts';

export function unreadTexts(): Renderer {
  const { draftOf, factsFor } = renderOnce();
  /** Who has what, of whom it is known that the texts can be rendered for them. */
  const writable = new Set<string>();
  const names = new NamesOf();
  return {
    factsFor,
    draftOf(author, occasion) {
      const { gateways } = author.settings;
      // What a gateway is handed is made from the text.
      const isHanded = gateways.some(({ channel }) => channel === occasion.step.kind);
      const template = isHanded ? null : plainTemplateOf(occasion);
      if (template === null) return draftOf(author, occasion);
      const situation = situationOf(occasion, template, names.of(occasion.due.prospect));
      if (writable.has(situation)) return unread(occasion, template);
      const drafted = draftOf(author, occasion);
      if (drafted.draft?.ok === true) writable.add(situation);
      return drafted;
    },
  };
}

/** `null`: the words matter. A rep goes over a draft for review, and LinkedIn counts letters. */
function plainTemplateOf({ version, due, step }: Occasion): CompiledTemplate | null {
  if (step.kind === 'linkedin' || (step.kind === 'email' && step.review)) return null;
  const { id, mailbox } = due.enrollment;
  const name = step.kind === 'email' ? pickVariant(id, step) : templatesOfStep(step)[0];
  const template = name === undefined ? undefined : templateFor(version, name, due.prospect);
  if (template === undefined || !isPlainOnce(template)) return null;
  const signature =
    step.kind === 'email' ? templateFor(version, `${SIGNATURES}${mailbox}`, due.prospect) : null;
  return signature && !isPlainOnce(signature) ? null : template;
}

const known = new WeakMap<CompiledTemplate, boolean>();

function isPlainOnce(template: CompiledTemplate): boolean {
  const before = known.get(template);
  if (before !== undefined) return before;
  const isIt = isPlain(template);
  known.set(template, isIt);
  return isIt;
}

/** All that a plain template can ask: what the person has, who sends it, and whether it finds a thread to take its subject from. */
function situationOf(
  { version, due, history, step }: Occasion,
  { name, subject }: CompiledTemplate,
  names: string,
): string {
  const { enrollment, prospect } = due;
  const takesSubject =
    subject === null &&
    step.kind === 'email' &&
    threadOf(step, version.sequence, history.touches) !== null;
  return JSON.stringify([
    enrollment.version,
    step.kind,
    name,
    prospect.language,
    enrollment.mailbox,
    enrollment.rep,
    takesSubject,
    prospect.accountId !== null,
    names,
  ]);
}

/** Of whom nothing new was written down has what they had. */
class NamesOf {
  readonly #known = new Map<string, { readonly revision: number; readonly names: string }>();

  of(prospect: Prospect): string {
    const before = this.#known.get(prospect.id);
    if (before?.revision === prospect.revision) return before.names;
    const names = namesOfPerson(prospect).join(' ');
    this.#known.set(prospect.id, { revision: prospect.revision, names });
    return names;
  }
}

function unread(occasion: Occasion, { name }: CompiledTemplate): Drafted {
  const draft = { ok: true, text: '' } as const;
  return { draft, message: messageOf(occasion), template: name, email: null };
}

/** Empty, but it can be told from every other; `null`: it is no email, or the person has no address that works. */
function messageOf(occasion: Occasion): StoredMessage | null {
  const { due, step } = occasion;
  const to = addressOn(due.prospect, 'email');
  if (step.kind !== 'email' || to === null) return null;
  const touchId = touchIdFor(occasion);
  return {
    messageId: `<${touchId}>`,
    touchlineId: touchId,
    references: [],
    to,
    from: '',
    subject: '',
    bytes: EMPTY,
  };
}

const EMPTY = new Uint8Array();
