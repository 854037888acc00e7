/** What names the words of an opt-out and asks for nothing? Data over folded sentences. */
import { anyOf, type TextRule } from './text-rules.ts';

/** The sentence names the words without asking: a footer, a condition, another subject. */
export const NOT_A_REQUEST: readonly TextRule[] = [
  {
    name: 'footer',
    pattern: anyOf(
      /\|/,
      /https?:/,
      /\bfor (?:more )?information\b/,
      /\bof this (?:type|kind)\b/,
      /\bum (?:\S+ ){0,6}zu /,
      /www\./,
      /\bclick\b/,
      /\blink\b/,
      /\bbutton\b/,
      /\bif you (?:no longer|do not|don't|would|wish|want|prefer|'d|are not|received)/,
      /(?<!\b(?:like|want|wish|asked?|asking|need|request|prefer) )\bto (?:unsubscribe|opt[- ]?out|stop receiving|be removed|no longer receive|manage|change)\b.{0,40}(?:,|\breply\b|\bsend\b|\bvisit\b|\bfrom (?:this|these|future|our)\b|\bplease (?:visit|reply|send|click|use|e-?mail)\b|\bgo to\b|\buse\b)/,
      /\byou (?:can|may) (?:also )?(?:unsubscribe|opt[- ]?out)/,
      /\bunsubscribe (?:here|link|at any|any ?time|at the|below|rates?|page|button|flow|feature|header|requests? (?:are|is|get)|lists? (?:are|is|man))/,
      /\b(?:reply|text|send|type|answer)(?:ing)?(?: with)? ['"]?(?:stop|unsubscribe)['"]? /,
      /haz clic/,
      /pulsa/,
      /clique/,
      /cliquez/,
      /clicca/,
      /klik(?:ken)?\b/,
      /klicken/,
      /kliknij/,
      /クリック/,
      /こちら(?:から|へ|より|を)/,
      /(?:希望|ご希望|される|する)(?:の)?(?:場合|方|際)/,
      /您可以/,
      /点击/,
      /點擊/,
      /如果您/,
      /\b(?:para|pour|um|per|voor|aby) (?:vous |te |se |darte |darse |dar(?:te|se) de |sich |uit |si |zrezygnować |anular |cancelar )?(?:\S+ )?(?:désabonner|désinscrire|baja|abzumelden|abzubestellen|disiscriver\w+|cancellar\w+|schrijven|darse|cancelar (?:a|o|su|tu)|ne plus)/,
    ),
  },
  {
    name: 'condition',
    pattern: anyOf(
      /\b(?:yet|until|till|before|unless|but (?:do|please|feel free|you can|happy|i(?:'d| would))|instead|rather than|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|this week|next week|today|without|hesitate|by (?:phone|email|on|the|tomorrow)|stop (?:by|over|in)\b|(?:partial|parcial)\b|the (?:rate|price|quote|proposal|sheet|deck|contract|invoice|samples?))\b/,
    ),
  },
  {
    name: 'about_others',
    pattern: anyOf(
      /\b(?:how does|wie funktioniert|comment (?:se passe|fonctionne)|cómo (?:es|funciona)|come funziona|como (?:é|funciona))\b/,
      /\b(?:he|hemos) (?:dado|cancelado)\b|\b(?:acabo|acabamos) de (?:dar|cancel)|\b(?:ho|abbiamo) (?:\w+ )?(?:cancellat|disiscritt|disdett)|\bdescadastrei\b|\b(?:acabei|acab[áa]mos|acabo) de (?:cancel|descadastr)/,

      /(?:機能|処理|仕組み|ボタン)(?:は|が|を)|(?:停止|解除)(?:しました|された|されて|を希望された|にして(?:しま|い)|を押し)|間違って|誤って/,

      /\b(?:our|my|their|your) (?:customers?|clients?|subscribers?|users?|leads|prospects|recipients|unsubscribe)\b/,
      /\bso (?:that )?(?:you|we|they) (?:can )?stop\b/,
      // Who reads none of his mail at present.
      /\b(?:lese|sehe|öffne|checke|prüfe|beantworte|kann) (?:\S+ ){0,4}keine (?:e-?)?mails?\b/,
      /\bhow (?:does|do you|would your|many)\b.{0,40}\b(?:unsubscribe|opt)/,
      /\bhelp (?:you|us|me|them) (?:stop|remove|unsubscribe)/,
      /\b(?:did not|didn't|haven't|won't|will not|never) (?:unsubscribe|opt(?:ed)? out)/,
      /\bdon't (?:unsubscribe|remove)\b/,
    ),
  },
];
