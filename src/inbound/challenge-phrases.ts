/**
 * How does a filter ask the sender to prove that he is a person? It says that it does not know him or that his letter waits, and what he is to
 * do. Data per language, folded.
 *
 * Sources: the texts of Boxbe, Spam Arrest, TMDA, qconfirm, Bluebottle, EarthLink, Mailinblack, UOL AntiSpam and the like.
 */
import { anyOf } from './text-rules.ts';

export interface ChallengeWords {
  readonly language: string;
  /** The sender is not known, may be a machine, or his letter waits. */
  readonly stranger: RegExp;
  /** What he is to do. */
  readonly act: RegExp;
}

export const CHALLENGES: readonly ChallengeWords[] = [
  {
    language: 'en',
    stranger: anyOf(
      /\b(?:robots?|real person|human|machine-made|bots?|captcha|puzzle|spammer|gatekeeper)\b|(?:spam|bulk|anti-?spam) (?:filter|blocker|protection)|control spam/,
      /(?:approved|safe|known|first[- ]time|new|external|unknown) senders?|(?:guest|waiting|white|approved|allow(?:ed)?) ?list|new addresses|strangers/,
      /(?:message|e-?mail|mail)\b.{0,120}(?:is (?:being )?(?:held|waiting|on hold|quarantined|pending|parked)|(?:has|have) been (?:held|quarantined|placed on hold)|are being held|held until|awaiting|not (?:yet )?been delivered|(?:will|can) (?:then )?be delivered|waits|stays outside|is parked)/,
      /not (?:on|in) (?:my|his|her|their|our|the) (?:\w+ )?(?:list|address book|contacts)|address was not recogni[sz]ed|(?:don't|do not) (?:know|recogni[sz]e) (?:this|your)|not delivered yet|before \w+ (?:sees|reads|gets) your/,
    ),
    act: anyOf(
      /(?:verify|confirm|prove|validate|authenticate|authori[sz]e|identify|verification)\b/,
      /(?:please )?(?:reply|respond|answer)(?:ing)? (?:to )?(?:this|yes|with|here|the)|reply yes|in the subject/,
      /\b(?:click|follow|visit|open|press|tick|solve|choose|pick|fill out|ask to be added)\b/,
    ),
  },
  {
    language: 'de',
    stranger: anyOf(
      /\b(?:roboter|robot|mensch|captcha|spammer|maschine|spam-?schutz|spam-?filter|spamverdacht|gästeliste|warteschlange|massenmail|massenversand)\b/,
      /(?:neue|unbekannte|externe|fremde|angemeldete)[nr]? absender|(?:ihre|deine) (?:e-?mail-?)?adresse (?:ist|war) (?:uns |mir )?(?:noch )?(?:nicht|un)/,
      /(?:nachricht|e-?mail|mail)\b.{0,80}(?:noch nicht zugestellt|zurückgehalten|aufgehoben|in (?:der |einer )?(?:quarantäne|warteschlange)|wartet)|erhält .{0,40}(?:ihre|deine) (?:mail|nachricht)|nur (?:dieses eine mal|einmal)/,
    ),
    act: /(?:klicken|antworten|bestätigen|besuchen|folgen|wählen|öffnen|lösen|beweisen|legen|bitten|tippen|geben) sie\b|(?:klick|antworte|bestätige|beweise|löse)\b|bestätig|verifizier/,
  },
  {
    language: 'fr',
    stranger: anyOf(
      /\b(?:robots?|humain|captcha|anti-?spam|spam|pourriel|spammeur|machine|envoi en nombre)\b/,
      /(?:nouveaux?|inconnu|premier|nouvel) (?:expéditeur|envoi|contact)s?|adresse (?:est |m'est |nous est )?(?:inconnue|pas reconnue)|liste (?:blanche|d'attente|des invités)/,
      /(?:message|e-?mail|courriel)\b.{0,80}(?:en attente|retenu|bloqué|mis en quarantaine|pas encore|sera (?:alors )?(?:remis|acheminé|délivré|transmis))|pour que .{0,40}reçoive|protégée? par/,
    ),
    act: /(?:clique[rz]|répond(?:ez|re|ant)|authentifi\w{1,8}|valide[rz]|confirme[rz]|vérifie[rz]|prouve[rz]|certifie[rz]|recopie[rz]|choisissez|identifie[rz])/,
  },
  {
    language: 'es',
    stranger: anyOf(
      /\b(?:robots?|humano|captcha|anti-?spam|spam|correo masivo|máquina|persona real)\b/,
      /remitentes? (?:nuevos?|desconocidos?|externos?)|nunca ha recibido nada de|(?:su|tu) dirección (?:aún |todavía )?no (?:ha sido|está|figura)|lista (?:blanca|de espera|de invitados)/,
      /(?:mensaje|correo|e-?mail)\b.{0,80}(?:retenido|en espera|en cuarentena|pendiente|bloqueado|no ha sido entregado|volará|llegará|liberar)/,
    ),
    act: /(?:haga clic|haz clic|pulse|pulsa|respond[ae]|visite|confirm[ae]|demuestr[ae]|identifi[cq]\w{1,8}|arrastr[ae]|copi[ae]|verifi[cq]\w{1,8}|elij[ae])/,
  },
  {
    language: 'it',
    stranger: anyOf(
      /\b(?:robots?|umano|captcha|anti-?spam|spam|spammer|macchina|invio massivo|persona vera)\b/,
      /mittent[ei] (?:nuov[oi]|sconosciut[oi]|estern[oi])|non conosco (?:questa|il suo|la sua)|(?:suo|tuo) indirizzo (?:non|è sconosciuto)|lista (?:bianca|d'attesa|degli ospiti)|se sei vero/,
      /(?:messaggio|e-?mail|mail)\b.{0,80}(?:in attesa|trattenut|in quarantena|bloccat|non è (?:ancora )?stato (?:consegnato|recapitato)|confermat|sarà (?:consegnat|recapitat|eliminat))/,
    ),
    act: /(?:clicc\w{1,8}|rispond\w{1,8}|conferm\w{1,8}|visit\w{1,8}|dimostr\w{1,8}|identific\w{1,8}|verific\w{1,8}|copi[ai]|scegl\w{1,8})/,
  },
  {
    language: 'pt',
    stranger: anyOf(
      /\b(?:robôs?|humano|captcha|anti-?spam|spam|máquina|programa|pessoa real|envio em massa)\b|robô/,
      /remetentes? (?:novos?|desconhecidos?|externos?)|quem escreve pela primeira vez|(?:seu|teu|o seu) endereço (?:ainda )?(?:não|é desconhecido)|lista (?:branca|de espera|de convidados)/,
      /(?:mensagem|e-?mail|correio)\b.{0,80}(?:retid[oa]|em espera|em quarentena|pendente|bloquead[oa]|não foi entregue|aguarda|chegar|será entregue|ainda não)/,
    ),
    act: /(?:clique|clicar|carregue|respond[ae]|confirm[ae]r?|visite|prov[ea]|identifi[cq]\w{1,8}|autenti[cq]\w{1,8}|verifi[cq]\w{1,8}|copie|escolh\w{1,8})/,
  },
  {
    language: 'ja',
    stranger: anyOf(
      /ロボット|人間|自動送信プログラム|迷惑メール|スパム|captcha|画像認証|送信者認証|初めての(?:方|送信者|お客様|アドレス)|(?:登録|確認)されていない/,
      /(?:メール|メッセージ).{0,30}(?:保留|届いて(?:い|お)|隔離|配信されて(?:い|お)|お預かり|一時的に)/,
    ),
    act: /(?:クリック|アクセス|返信|入力|選択|タップ|空メール|認証|確認|承認).{0,40}(?:ください|下さい|お願い|いただ|すると|して)/,
  },
];

/** Subjects that such filters use. */
export const CHALLENGE_SUBJECT = anyOf(
  /(?:verif(?:y|ication)|confirm(?:ation)?|action|response) (?:is )?(?:required|needed|request)|please (?:verify|confirm|identify)|^\W{0,2}(?:confirm|verify)\b|one more step|reply yes|are you (?:a |human)/,
  /\bboxbe\b|challenge|white ?list|waiting for approval|\[?verification\]?\s?(?:re:|-)|approve sender|sender (?:verification|authentication|action|address verification)|not delivered yet|get through/,
  /bestätigen sie|bestätigung (?:erforderlich|nötig)|bestaetigung|absender(?:bestätigung|verifizierung|prüfung)|warteschlange/,
  /demande d'authentification|validation de votre|vérification de l'expéditeur|confirm(?:ez|ation de) (?:votre|que)/,
  /confirm(?:e|ación de) (?:su|tu|que)|verificación|demuestr[ae]/,
  /conferma (?:il tuo|la tua|il suo|la sua|del)|verifica (?:mittente|del mittente)|da confermare|rispondi s[iì]/,
  /confirm(?:e|ação de|ação do) (?:a |o )?(?:sua|seu|que)|verificação|autentique/,
  /(?:要確認|要返信|要認証|送信者(?:の)?(?:認証|確認)|メール(?:送信者)?(?:の)?認証|認証のお願い|確認してください)/,
);
