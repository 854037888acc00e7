/** Has somebody left for good, and whom does their automatic answer name in their place? A suggestion for a rep, nothing more. */
import type { Departed, Successor } from '../core/inbound-message.ts';
import {
  ADDRESSES,
  DEPARTED,
  HANDS_OVER,
  JA_SUCCESSOR,
  NAMED_ADDRESS,
  NAMES,
} from './phrases/departure-phrases.ts';
import { UNATTENDED } from './phrases/acknowledgement-phrases.ts';
import type { ParsedMessage } from './mail/parse.ts';
import { folded, sentencesOf } from './phrases/text-rules.ts';

/** Asked only of mail that a machine sent. `null`: nobody left. */
export function departedIn(message: ParsedMessage, ownText: string): Departed | null {
  const text = ownText.slice(0, TEXT_MAX).normalize('NFKC');
  if (!DEPARTED.test(ofPeople(text)) && !DEPARTED.test(folded(message.subject.slice(0, 300))))
    return null;
  return { successor: successorIn(text, message) };
}

/** Folded, without what is said of a mailbox: "cette adresse n'est plus relevée" is nobody's leave. */
function ofPeople(text: string): string {
  if (!UNATTENDED.test(folded(text))) return folded(text);
  return sentencesOf(text)
    .filter((sentence) => !UNATTENDED.test(sentence))
    .join(' ');
}

const TEXT_MAX = 3_000;

function successorIn(text: string, message: ParsedMessage): Successor | null {
  const own = new Set(message.from);
  const sentences = sentencesIn(text).filter((sentence) => !PERSONAL.test(folded(sentence)));
  const handing = sentences.filter((sentence) => HANDS_OVER.test(folded(sentence)));
  for (const sentence of handing.toSorted((a, b) => weightOf(b) - weightOf(a))) {
    const found = named(sentence, message, own);
    if (found !== null) return found.address === null ? withAddress(found, sentences, own) : found;
  }
  const others = sentences.filter((sentence) => addressesIn(sentence, own).length > 0);
  const [only] = others;
  // Whoever is named alone: the sentence need not say what for.
  return only === undefined || others.length > 1 || addressesIn(only, own).length > 1
    ? null
    : named(only, message, own);
}

/** The same person's address may stand in the next sentence. */
function withAddress(
  successor: Successor,
  sentences: readonly string[],
  own: ReadonlySet<string>,
): Successor {
  const all = sentences.flatMap((sentence) => addressesIn(sentence, own));
  return all.length === 1 ? { ...successor, address: all[0]! } : successor;
}

/** What says "successor" in so many words comes before "contact". */
function weightOf(sentence: string): number {
  return SUCCEEDS.test(folded(sentence)) ? 1 : 0;
}

const SUCCEEDS =
  /success|succeed|replac|(?:taken?|takes|taking|took) over|nachfolg|übernimmt|übernommen|succ[eè]d|rempla[cç]|relève|revient|suced|sustitu|relev[ao]|nuev[oa] interlocutor|substitu|subentr|sostitu|mio posto|suo posto|後任|引き継/;
/** Where the one who left can be reached, or what else is asked of whom. */
const PERSONAL =
  /(?:reach(?:ed)?|find|contact|e-?mail|write to|write|connect with|follow) me\b|personal(?:ly)?\b|privat|\b(?:me|m'|mich) (?:joindre|contacter|écrire|erreichen|retrouver)|(?:localizarme|contactarme|escribirme|encontrarme)|contattarmi|scrivermi|trovarmi|私(?:個人)?(?:へ|宛)/;

function named(
  sentence: string,
  message: ParsedMessage,
  own: ReadonlySet<string>,
): Successor | null {
  const both = NAMED_ADDRESS.exec(sentence)?.groups;
  const address = addressesIn(sentence, own)[0] ?? null;
  if (both !== undefined && both['address']?.toLowerCase() === address)
    return { name: cleanName(both['name'] ?? both['ja'] ?? '', message), address };
  const ja = JA_SUCCESSOR.exec(sentence)?.groups?.['ja'];
  if (ja !== undefined) return { name: ja.trim(), address };
  const name = namesIn(sentence, message)[0] ?? null;
  return name === null && address === null ? null : { name, address };
}

function addressesIn(sentence: string, own: ReadonlySet<string>): string[] {
  return (sentence.match(ADDRESSES) ?? [])
    .map((address) => address.toLowerCase().replace(/\.+$/, ''))
    .filter((address) => !own.has(address));
}

/** Names of people: neither the sender's own nor the company's. */
function namesIn(sentence: string, message: ParsedMessage): string[] {
  const plain = sentence.replace(ADDRESSES, ' ').replace(TITLES, ', ');
  return (plain.match(NAMES) ?? []).flatMap((found) => cleanName(found, message) ?? []);
}

/** A name begins behind them, whatever is capitalised before. */
const TITLES =
  /(?<!\p{L})(?:Frau|Herrn?|Mrs?|Ms|Madame|Monsieur|Señora?|Sra?|Signora?|Dr|Dra|Dott(?:\.ssa)?)\.? /gu;

function cleanName(found: string, message: ParsedMessage): string | null {
  const parts = found.split(' ');
  while (parts.length > 0 && NO_NAME.has(folded(parts[0]!).replace(/\.$/, ''))) parts.shift();
  const name = parts.join(' ').trim();
  const isJapanese = /[\p{Script=Han}]/u.test(name);
  if (parts.length < 2 && !isJapanese) return null;
  const own = folded(`${message.fromName} ${message.from[0]?.split('@')[1] ?? ''}`);
  const known = parts.filter((part) => part.length > 2 && own.includes(folded(part)));
  return name === '' || known.length === parts.length || (known.length > 1 && !isJapanese)
    ? null
    : name;
}

/** Capitals at the beginning of a sentence, and titles. */
const NO_NAME: ReadonlySet<string> = new Set(
  "sie my our the please for his her their your all any contact write email mr mrs ms dr prof i with from on in since after and but mail meine mein unsere unser der die das bitte für fragen ihre ihr alle herr herrn frau ab seit nach wenden an von ansprechpartner ansprechpartnerin nachfolger nachfolgerin kollege kollegen kollegin mon ma notre votre veuillez pour merci le la les monsieur madame mme mlle m c'est désormais depuis mi nuestro nuestra por para desde el los las señor señora don doña sr sra a contacte escriba il lo i gli per il mio la mia dott dott.ssa ing avv signor signora sig sig.ra dal da scrivete contattate o os as meu minha para por favor desde quem senhor senhora agora".split(
    ' ',
  ),
);

function sentencesIn(text: string): string[] {
  return text
    .replace(/[ \t]*\n(?!\s*\n)/g, ' ')
    .split(/(?<=[\p{L})>]{3}[.!?]|[)>][.]|[!?。！？;])\s+|[。！？;]|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .slice(0, SENTENCES_MAX);
}

const SENTENCES_MAX = 60;
