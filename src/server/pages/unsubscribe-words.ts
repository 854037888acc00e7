/** What the page behind an unsubscribe link says, in seven languages. The company stands above it: no grammar touches its name. */
export interface UnsubscribeWords {
  readonly language: string;
  readonly title: string;
  readonly question: string;
  readonly button: string;
  readonly done: string;
}

const ENGLISH: UnsubscribeWords = {
  language: 'en',
  title: 'Unsubscribe',
  question: 'Do you want no more messages from this sender?',
  button: 'Unsubscribe',
  done: 'Done. You will get no more messages from this sender.',
};

const WORDS: readonly UnsubscribeWords[] = [
  ENGLISH,
  {
    language: 'de',
    title: 'Abmelden',
    question: 'Möchten Sie von diesem Absender keine Nachrichten mehr erhalten?',
    button: 'Abmelden',
    done: 'Erledigt. Sie erhalten von diesem Absender keine Nachrichten mehr.',
  },
  {
    language: 'fr',
    title: 'Se désabonner',
    question: 'Souhaitez-vous ne plus recevoir de messages de cet expéditeur ?',
    button: 'Se désabonner',
    done: 'C’est fait. Vous ne recevrez plus de messages de cet expéditeur.',
  },
  {
    language: 'es',
    title: 'Darse de baja',
    question: '¿Desea dejar de recibir mensajes de este remitente?',
    button: 'Darse de baja',
    done: 'Listo. Ya no recibirá mensajes de este remitente.',
  },
  {
    language: 'it',
    title: 'Annulla l’iscrizione',
    question: 'Desidera non ricevere più messaggi da questo mittente?',
    button: 'Annulla l’iscrizione',
    done: 'Fatto. Non riceverà più messaggi da questo mittente.',
  },
  {
    language: 'pt',
    title: 'Deixar de receber mensagens',
    question: 'Deseja não receber mais mensagens deste remetente?',
    button: 'Deixar de receber',
    done: 'Concluído. Não receberá mais mensagens deste remetente.',
  },
  {
    language: 'ja',
    title: '配信停止',
    question: 'この送信者からのメッセージの配信を停止しますか？',
    button: '配信を停止する',
    done: '配信を停止しました。今後、この送信者からメッセージは届きません。',
  },
];

/** The first of these that we can write; English where there is none. @param languages  BCP 47, in any case; `null`: not known. */
export function unsubscribeWords(languages: readonly (string | null)[]): UnsubscribeWords {
  for (const language of languages) {
    const [primary] = (language ?? '').toLowerCase().split(/[-_]/);
    const words = WORDS.find((each) => each.language === primary);
    if (words !== undefined) return words;
  }
  return ENGLISH;
}

/** The languages of an `Accept-Language`, those that are wanted most first. */
export function acceptedLanguages(header: string): readonly string[] {
  return header
    .slice(0, 1_000)
    .split(',')
    .map((range) => {
      const [language = '', ...parameters] = range.trim().split(/\s*;\s*/);
      const weight = parameters.find((each) => each.startsWith('q='));
      return { language, weight: weight === undefined ? 1 : Number(weight.slice(2)) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
