/**
 * How does a filter ask the sender to prove that he is a person? The letter is held, and there is something to do. Data per language, folded.
 *
 * Sources: the texts of Boxbe, Spam Arrest, TMDA, Bluebottle, Mailinblack, UOL AntiSpam and the like.
 */
import { anyOf } from './text-rules.ts';

export interface ChallengeWords {
  readonly language: string;
  /** The letter waits, or its sender is not known. */
  readonly held: RegExp;
  /** What the sender is to do, and what for. */
  readonly act: RegExp;
}

export const CHALLENGES: readonly ChallengeWords[] = [
  {
    language: 'en',
    held: anyOf(
      /(?:message|e-?mail|mail)\b.{0,120}(?:is (?:being )?(?:held|waiting|on hold|quarantined|pending)|has been (?:held|quarantined|placed on hold|delayed)|held until|awaiting|not (?:yet )?been delivered)/,
      /not (?:on|in) (?:my|his|her|their|our|the) (?:\w+ )?(?:list|address book|contacts)|(?:i use|uses?|protected by|using) (?:a |an )?(?:\S+ )?(?:spam|anti-?spam|e-?mail) (?:filter|blocker|protection|verification)|(?:white ?list|approved senders?|guest list|safe senders?)/,
      /to (?:deliver|complete (?:the )?delivery of|release) (?:your|this) (?:message|e-?mail)|(?:message|e-?mail) (?:will|can) (?:then )?be delivered|spammer/,
    ),
    act: anyOf(
      /(?:verify|confirm|prove|validate|authenticate|authori[sz]e)\b.{0,80}\b(?:you are|you're|that you|yourself|your (?:e-?mail|address|identity|message)|(?:is )?not (?:a )?(?:spam|robot|machine)|human|person|sender)/,
      /(?:please )?(?:reply|respond) to this (?:e-?mail|message)|(?:click|follow|visit)\b.{0,80}(?:link|below|here|https?:)|only (?:need to |have to )?do this once|you (?:need|have) to do this only once/,
    ),
  },
  {
    language: 'de',
    held: /(?:nachricht|e-?mail|mail)\b.{0,80}(?:noch nicht zugestellt|zurückgehalten|in (?:der )?(?:quarantäne|warteschlange)|wartet)|spam-?(?:schutz|filter)|kein spammer/,
    act: /(?:klicken|antworten|bestätigen|besuchen|folgen) sie\b.{0,120}(?:link|bestätig|verifizier|freigeben|zugestellt|spammer|mensch|e-?mail)/,
  },
  {
    language: 'fr',
    held: /(?:message|e-?mail|courriel)\b.{0,80}(?:en attente|retenu|bloqué|mis en quarantaine|pas encore)|anti-?spam|protégée? par/,
    act: /(?:cliquez|cliquer|répondez|répondre|authentifi\w{1,8}|valide[rz]|confirme[rz])\b.{0,120}(?:lien|authentifi|valid|message|humain|robot|remis|destinataire|https?:)/,
  },
  {
    language: 'es',
    held: /(?:mensaje|correo|e-?mail)\b.{0,80}(?:retenido|en espera|en cuarentena|pendiente|bloqueado|no ha sido entregado)|anti-?spam/,
    act: /(?:haga clic|haz clic|pulse|pulsa|responda|responde|visite|confirme|confirma)\b.{0,120}(?:enlace|confirm|verific|persona|humano|robot|spam|entreg|https?:)/,
  },
  {
    language: 'it',
    held: /(?:messaggio|e-?mail|mail)\b.{0,80}(?:in attesa|trattenut|in quarantena|bloccat|non è (?:ancora )?stato (?:consegnato|recapitato))|anti-?spam|spammer/,
    act: /(?:clicc\w{1,8}|rispond\w{1,8}|conferm\w{1,8}|visit\w{1,8})\b.{0,120}(?:link|conferm|verific|persona|umano|robot|spammer|consegn|https?:)/,
  },
  {
    language: 'pt',
    held: /(?:mensagem|e-?mail|correio)\b.{0,80}(?:retid[oa]|em espera|em quarentena|pendente|bloquead[oa]|não foi entregue|aguarda)|anti-?spam/,
    act: /(?:clique|clicar|responda|confirme|confirmar|visite)\b.{0,120}(?:link|confirm|verific|pessoa|humano|robô|spam|entreg|envio|https?:)/,
  },
  {
    language: 'ja',
    held: /(?:メール|メッセージ)(?:は|が)?.{0,30}(?:保留|届いておりません|隔離|配信されて(?:い|お)|一時的に)|迷惑メール対策|スパム対策|送信者認証/,
    act: /(?:クリック|アクセス|返信).{0,40}(?:認証|確認|承認|配信)|(?:認証|確認|承認).{0,30}(?:クリック|アクセス|返信|してください|お願い)/,
  },
];

/** Subjects that such filters use. */
export const CHALLENGE_SUBJECT = anyOf(
  /(?:verif(?:y|ication)|confirm(?:ation)?|action|response) (?:is )?(?:required|needed|request)|please (?:verify|confirm)|^\W{0,2}(?:confirm|verify)\b/,
  /\bboxbe\b|challenge|white ?list|waiting for approval|\[?verification\]?\s?(?:re:|-)|approve sender|sender (?:verification|authentication|address verification)/,
  /bestätigen sie|bestätigung erforderlich|absender(?:bestätigung|verifizierung)/,
  /demande d'authentification|validation de votre|confirm(?:ez|ation de) votre (?:message|e-?mail)/,
  /confirm(?:e|ación de) (?:su|tu) (?:correo|mensaje|e-?mail)|verificación/,
  /conferma (?:il tuo|la tua|il suo|la sua|del)|verifica (?:mittente|del mittente)/,
  /confirm(?:e|ação de|ação do) (?:a |o )?(?:sua|seu) |verificação/,
  /(?:要確認|送信者(?:の)?(?:認証|確認)|メール(?:送信者)?(?:の)?認証|認証のお願い)/,
);
