/**
 * What does a notice of LinkedIn's say? It writes to the rep when somebody answers there or accepts an invitation.
 *
 * LinkedIn publishes no samples: the phrases are those that its notices are known to have had, in five languages, and stay unverified until
 * a person's `inbox label` confirms one.
 */
import type { ParsedMessage } from './mail/parse.ts';
import { firstRule, folded, type TextRule } from './phrases/text-rules.ts';

export interface LinkedinNotice {
  readonly kind: 'message' | 'accepted';
  /** As it stands in the notice; `null`: it names nobody. */
  readonly name: string | null;
  /** Profiles that it links to, `in/ada-kern`, in order, each once. */
  readonly profiles: readonly string[];
}

/** Named groups: `name`, who wrote or accepted. A greeting ("Anna, ...") may stand before. */
const ACCEPTED: readonly TextRule[] = [
  {
    name: 'en_accepted',
    pattern:
      /^(?:congratulations[^!]{0,20}! |[^ ,]{2,20}, )?(?<name>.{2,80}?) (?:has )?(?:just )?accepted your (?:linkedin )?(?:invitation|invite|connection|request)|^you(?: and|'re now connected (?:to|with)| are now connected (?:to|with)) (?<other>.{2,80}?)(?: are now connected|[.!,]|$)|^(?:[^ ,]{2,20}, )?(?<third>.{2,80}?) is now (?:a|your|in your|part of your) (?:new )?(?:connection|network|1st)|^your invitation to (?<fourth>.{2,80}?) (?:was|has been) accepted|^(?:[^ ,]{2,20}, )?(?<fifth>.{2,80}?) (?:has )?(?:joined your network|connected with you)/,
  },
  {
    name: 'de_accepted',
    pattern:
      /^(?:[^ ,]{2,20}, )?(?<name>.{2,80}?) hat (?:ihre|deine) (?:einladung|anfrage|kontaktanfrage|vernetzungsanfrage|kontakteinladung)(?: zum vernetzen| auf linkedin)? (?:angenommen|bestätigt|akzeptiert)|^(?:[^ ,]{2,20}, )?(?:sie sind|du bist|sie und|du und) (?:jetzt mit |nun mit )?(?<other>.{2,80}?) (?:vernetzt|verbunden|(?:sind|seid) (?:jetzt|nun))|^(?:[^ ,]{2,20}, )?(?<third>.{2,80}?) (?:ist|gehört) (?:jetzt|nun) (?:teil (?:deines|ihres) netzwerks|zu (?:deinem|ihrem|deinen|ihren) (?:netzwerk|kontakten)|ein kontakt)|^(?:ihre|deine) (?:einladung|anfrage) an (?<fourth>.{2,80}?) wurde angenommen/,
  },
  {
    name: 'fr_accepted',
    pattern:
      /^(?:[^ ,]{2,20}, )?(?<name>.{2,80}?) (?:vient d'accepter|a (?:bien )?accepté) (?:votre|ton) (?:invitation|demande)|^(?:vous|tu) (?:êtes|es) (?:maintenant |désormais )?(?:en relation|connecté(?:\(?e\)?)?) (?:avec|à) (?<other>.{2,80}?)(?:[.!,]|$)|^(?:[^ ,]{2,20}, )?(?<third>.{2,80}?) (?:a rejoint (?:votre|ton) réseau|fait (?:maintenant|désormais) partie de (?:vos|tes|votre|ton)|est (?:maintenant|désormais) (?:dans|en relation|l'une? de))|^votre invitation à (?<fourth>.{2,80}?) a été acceptée|^vous et (?<fifth>.{2,80}?) êtes (?:maintenant|désormais)/,
  },
  {
    name: 'es_accepted',
    pattern:
      /^(?:¡enhorabuena! |[^ ,]{2,20}, )?(?<name>.{2,80}?) (?:ha aceptado|aceptó|acaba de aceptar) (?:tu|su) (?:invitación|solicitud)|^(?:ahora )?(?:ya )?(?:estás|está|tú y|usted y) (?:conectad[oa] con )?(?<other>.{2,80}?)(?:[.!,]|$| (?:ya )?(?:están|estáis) conectad)|^(?:[^ ,]{2,20}, )?(?<third>.{2,80}?) (?:ya|ahora) (?:es|forma) (?:parte )?(?:de )?(?:tu|tus|su|uno de tus|una de tus) (?:nuev[oa]s? )?(?:contactos?|red)|^(?:[^ ,]{2,20}, )?(?<fourth>.{2,80}?) se ha unido a (?:tu|su) red/,
  },
  {
    name: 'ja_accepted',
    pattern:
      /^(?<name>.{1,40}?)(?:さん|様)(?:が|は|に)[^。]{0,30}(?:つながり(?:申請|リクエスト)?|招待|リクエスト|申請)[^。]{0,12}(?:承認|承諾|受け入れ|受諾)|^(?<other>.{1,40}?)(?:さん|様)と(?:の)?(?:つながり|繋がり|1次つながり)(?:ました|になりました|が成立)|^(?<third>.{1,40}?)(?:さん|様)が(?:あなたの)?(?:ネットワーク|つながり)に(?:加わり|なり|参加)|^(?<fourth>.{1,40}?)(?:さん|様)は、?(?:1次の?)?つながりになりました/,
  },
];

const WROTE: readonly TextRule[] = [
  {
    name: 'en_message',
    pattern:
      /^(?:[^ ,]{2,20}, )?(?<name>.{2,80}?) (?:(?:just |has )?sent you (?:a|an|\d+)(?: new)? (?:message|messages|inmail|reply|voice message|attachment|file|photo)|(?:just )?messaged you|(?:has |just )?(?:replied|responded)(?: to (?:your|you)|$|[.:!])|(?:just )?wrote to you|is waiting for your (?:reply|response))|^(?:you have |you've got )?(?:a |an |\d+ |your )?(?:new |unread )(?:message|messages|inmail)s? (?:is waiting )?from (?<other>.{2,80}?)(?: (?:on|via) linkedin)?[.!]?$|^(?:message|inmail|reply) from (?<third>.{2,80}?)(?:[.:]|$)|^(?<fourth>.{2,80}?)'s (?:message|reply) /,
  },
  {
    name: 'de_message',
    pattern:
      /^(?:[^ ,]{2,20}, )?(?<name>.{2,80}?) hat (?:ihnen|dir) (?:gerade |soeben )?(?:(?:eine|\d+) (?:neue )?(?:nachricht|nachrichten|inmail|antwort|sprachnachricht)(?:en)? )?(?:gesendet|geschickt|geschrieben|geantwortet)|^(?:sie haben |du hast )?(?:eine |\d+ )?(?:neue|ungelesene) (?:nachricht|nachrichten|inmail) von (?<other>.{2,80}?)(?: (?:auf|über) linkedin)?[.!]?$|^(?<third>.{2,80}?) hat (?:auf (?:ihre|deine) (?:nachricht|inmail) )?(?:geantwortet|reagiert)|^(?:nachricht|inmail|antwort) von (?<fourth>.{2,80}?)(?:[.:]|$)|^(?<fifth>.{2,80}?) wartet auf (?:ihre|deine) antwort/,
  },
  {
    name: 'fr_message',
    pattern:
      /^(?:[^ ,]{2,20}, )?(?<name>.{2,80}?) (?:vous|t'|vient de vous|viens de t')\s?(?:a |as )?(?:envoyé|écrit|envoyer|écrire|répondu|répondre)(?: (?:un|\d+) (?:nouveaux? )?(?:message|messages|inmail))?|^(?:vous avez )?(?:un |\d+ )?(?:nouveaux?|non lu) (?:messages?|inmail) de (?<other>.{2,80}?)(?: sur linkedin)?[.!]?$|^(?<third>.{2,80}?) a répondu|^(?:message|inmail|réponse) de (?<fourth>.{2,80}?)(?:[.:]|$)|^(?<fifth>.{2,80}?) attend votre réponse/,
  },
  {
    name: 'es_message',
    pattern:
      /^(?:[^ ,]{2,20}, )?(?<name>.{2,80}?) (?:te|le|acaba de) (?:ha enviado|envió|ha escrito|escribió|ha mandado|mandó|ha respondido|respondió|enviarte|escribirte|responderte)\s?(?:un|\d+)?\s?(?:nuevos? )?(?:mensaje|mensajes|inmail)?|^(?:tienes |tiene )?(?:un |\d+ )?(?:nuevos? )?(?:mensajes?|inmail)(?: nuevos?)? de (?<other>.{2,80}?)(?: en linkedin)?[.!]?$|^(?<third>.{2,80}?) ha (?:respondido|contestado)|^(?<fourth>.{2,80}?) (?:respondió|contestó) a (?:tu|su) mensaje|^(?:respuesta) de (?<fifth>.{2,80}?)(?:[.:]|$)/,
  },
  {
    name: 'ja_message',
    pattern:
      /^(?<name>.{1,40}?)(?:さん|様)(?:から|が|より)[^。]{0,20}(?:メッセージ|inmail|返信|返事)|^(?:新着|新しい|未読の?)メッセージ[^。]{0,6}[:：]?\s*(?<other>.{1,40}?)(?:さん|様)|^(?<third>.{1,40}?)(?:さん|様)からの?(?:新着|新しい|未読)/,
  },
];

const LINES_MOST = 12;
const LINE_MOST = 200;

/** `null`: a digest, an advertisement, a notice of something else. Asked only of LinkedIn's own mail. */
export function linkedinNotice(
  message: Pick<ParsedMessage, 'subject' | 'text' | 'links'>,
): LinkedinNotice | null {
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
  const { name, other, third, fourth, fifth } = rule.pattern.exec(said)?.groups ?? {};
  const found = name ?? other ?? third ?? fourth ?? fifth;
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
