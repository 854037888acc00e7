/**
 * What does a notice of LinkedIn's say? It writes to the rep when somebody answers there or accepts an invitation.
 *
 * LinkedIn publishes no samples: the phrases are those that its notices are known to have had, in five languages, and stay unverified until
 * a person's `inbox label` confirms one.
 */
import type { ParsedMessage } from './parse.ts';
import { firstRule, folded, type TextRule } from './text-rules.ts';

export interface LinkedinNotice {
  readonly kind: 'message' | 'accepted';
  /** As it stands in the notice; `null`: it names nobody. */
  readonly name: string | null;
  /** Profiles that it links to, `in/ada-kern`, in order, each once. */
  readonly profiles: readonly string[];
}

/** Named groups: `name`, who wrote or accepted. */
const ACCEPTED: readonly TextRule[] = [
  {
    name: 'en_accepted',
    pattern:
      /^(?<name>.{2,80}?) (?:has )?accepted your (?:invitation|connection request|request to connect)|^you(?: and|'re now connected (?:to|with)| are now connected (?:to|with)) (?<other>.{2,80}?)(?: are now connected|[.!,]|$)|^(?<third>.{2,80}?) is now (?:a|your) (?:new )?connection/,
  },
  {
    name: 'de_accepted',
    pattern:
      /^(?<name>.{2,80}?) hat (?:ihre|deine) (?:einladung|kontaktanfrage|vernetzungsanfrage)(?: zum vernetzen)? (?:an|be)genommen|^(?:sie sind|du bist) jetzt mit (?<other>.{2,80}?) (?:vernetzt|verbunden)/,
  },
  {
    name: 'fr_accepted',
    pattern:
      /^(?<name>.{2,80}?) a accepté (?:votre|ton) (?:invitation|demande)|^vous êtes (?:maintenant|désormais) (?:en relation|connecté(?:\(?e\)?)?) (?:avec|à) (?<other>.{2,80}?)(?:[.!,]|$)/,
  },
  {
    name: 'es_accepted',
    pattern:
      /^(?<name>.{2,80}?) (?:ha aceptado|aceptó) (?:tu|su) (?:invitación|solicitud)|^(?:ahora )?(?:estás|está) conectad[oa] con (?<other>.{2,80}?)(?:[.!,]|$)|^(?<third>.{2,80}?) ya (?:es|forma parte de) (?:tu|tus|su) (?:contacto|contactos|red)/,
  },
  {
    name: 'ja_accepted',
    pattern:
      /^(?<name>.{1,40}?)さん(?:が|は)[^。]{0,30}(?:つながり(?:申請|リクエスト)?|招待|リクエスト)[^。]{0,12}(?:承認|承諾)|^(?<other>.{1,40}?)さんと(?:つながり|繋がり)(?:ました|になりました)/,
  },
];

const WROTE: readonly TextRule[] = [
  {
    name: 'en_message',
    pattern:
      /^(?<name>.{2,80}?) (?:(?:just )?(?:sent|has sent) you (?:a|an|\d+)(?: new)? (?:message|messages|inmail)|(?:just )?messaged you|replied to (?:your|you))|^(?:you have )?(?:a |an |\d+ )?new (?:message|messages|inmail)s? (?:is waiting )?from (?<other>.{2,80}?)(?: (?:on|via) linkedin)?[.!]?$/,
  },
  {
    name: 'de_message',
    pattern:
      /^(?<name>.{2,80}?) hat (?:ihnen|dir) (?:eine|\d+) (?:neue )?(?:nachricht|nachrichten|inmail)(?:en)? (?:gesendet|geschickt|geschrieben)|^(?:sie haben |du hast )?(?:eine |\d+ )?neue (?:nachricht|nachrichten|inmail) von (?<other>.{2,80}?)(?: (?:auf|über) linkedin)?[.!]?$/,
  },
  {
    name: 'fr_message',
    pattern:
      /^(?<name>.{2,80}?) (?:vous|t')\s?a envoyé (?:un|\d+) (?:nouveaux? )?(?:message|messages|inmail)|^(?:vous avez )?(?:un |\d+ )?nouveaux? messages? de (?<other>.{2,80}?)(?: sur linkedin)?[.!]?$/,
  },
  {
    name: 'es_message',
    pattern:
      /^(?<name>.{2,80}?) (?:te|le) (?:ha enviado|envió|ha escrito) (?:un|\d+)?\s?(?:nuevos? )?(?:mensaje|mensajes|inmail)?|^(?:tienes |tiene )?(?:un |\d+ )?nuevos? mensajes? de (?<other>.{2,80}?)(?: en linkedin)?[.!]?$/,
  },
  {
    name: 'ja_message',
    pattern:
      /^(?<name>.{1,40}?)さん(?:から|が|より)[^。]{0,20}(?:メッセージ|inmail)|^(?:新着|新しい)メッセージ[^。]{0,6}[:：]?\s*(?<other>.{1,40}?)さん/,
  },
];

const LINES_MOST = 12;
const LINE_MOST = 200;

/** `null`: a digest, an advertisement, a notice of something else. Asked only of LinkedIn's own mail. */
export function linkedinNotice(message: ParsedMessage): LinkedinNotice | null {
  const { subject, text, links } = message;
  const head = text.split('\n').filter((line) => line.trim() !== '');
  const lines = [subject, ...head.slice(0, LINES_MOST)].map((line) => line.slice(0, LINE_MOST));
  for (const [kind, rules] of [
    ['accepted', ACCEPTED],
    ['message', WROTE],
  ] as const) {
    for (const line of lines) {
      const name = nameIn(rules, line);
      if (name !== null) return { kind, name: name.name, profiles: profilesIn([...links, text]) };
    }
  }
  return null;
}

/** As it is written, not folded: it is compared with a name and shown to a rep. */
function nameIn(rules: readonly TextRule[], line: string): { readonly name: string | null } | null {
  const said = folded(line);
  const rule = firstRule(rules, said);
  if (rule === null) return null;
  const { name, other, third } = rule.pattern.exec(said)?.groups ?? {};
  const found = name ?? other ?? third;
  return { name: found === undefined ? null : found.trim() };
}

const PROFILE = /linkedin\.com\/(?:comm\/|mwlite\/)?in\/([^/?#\s"'<>)\]]{2,300})/gi;

/** Percent-decoded and lower case, as a person's identity is kept. */
export function profilesIn(texts: readonly string[]): readonly string[] {
  const slugs = texts.flatMap((text) => [...text.matchAll(PROFILE)].map(([, slug]) => slug!));
  return [...new Set(slugs.map((slug) => `in/${decoded(slug).normalize('NFC').toLowerCase()}`))];
}

function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
