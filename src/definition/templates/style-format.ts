/** The format of `style.yaml`: how the brand speaks. */
import {
  choice,
  flag,
  listOf,
  mapping,
  type Of,
  optional,
  required,
  text,
  wholeNumber,
} from '../reading/shape.ts';

export const STYLE_CHANNELS = ['email', 'linkedin', 'sms', 'call', 'task'] as const;
export type StyleChannel = (typeof STYLE_CHANNELS)[number];

const phrase = text('a word or phrase');
const because = text('a reason');
const channels = optional(
  listOf(choice(STYLE_CHANNELS), 1),
  'Only on these channels; on all when left out',
  [['email', 'linkedin']],
);
const words = optional(wholeNumber(1, 10_000), 'Most words of the text', [120]);

export const styleShape = mapping('a style: { banned, required, lengths, tone }', {
  banned: optional(
    listOf(
      mapping('{ phrase: synergy, because: nobody talks like this, instead: working together }', {
        phrase: required(phrase, 'Not to be written; case does not count', ['synergy']),
        because: required(because, 'Why not, for who wrote it', [
          'nobody says what they mean by it',
        ]),
        instead: optional(text('other words'), 'What to write', ['working together']),
        channels,
      }),
    ),
    'Words and phrases that nobody writes',
    [
      [
        {
          phrase: 'synergy',
          because: 'nobody says what they mean by it',
          instead: 'working together',
        },
      ],
    ],
  ),
  required: optional(
    listOf(
      mapping('{ phrase: Northwind Tools, because: people must know who writes }', {
        phrase: required(phrase, 'In every template of these channels, or in a snippet of it', [
          'Northwind Tools',
        ]),
        because: required(because, 'Why, for who left it out', ['people must know who writes']),
        channels,
      }),
    ),
    'Wording that no template may lack',
    [[{ phrase: 'Northwind Tools', because: 'people must know who writes', channels: ['sms'] }]],
  ),
  lengths: optional(
    mapping('lengths: { email, linkedin, sms, call, task }', {
      email: optional(
        mapping('{ max_words: 120, max_subject_characters: 60 }', {
          max_words: words,
          max_subject_characters: optional(
            wholeNumber(1, 500),
            'Most characters of a subject; 78 when left out',
            [60],
          ),
        }),
        'Emails',
        [{ max_words: 120, max_subject_characters: 60 }],
      ),
      linkedin: optional(mapping('{ max_words: 60 }', { max_words: words }), 'LinkedIn', [
        { max_words: 60 },
      ]),
      sms: optional(
        mapping('{ max_segments: 2 }', {
          max_segments: optional(
            wholeNumber(1, 20),
            'Most segments of a text message; 3 when left out',
            [2],
          ),
        }),
        'Text messages',
        [{ max_segments: 2 }],
      ),
      call: optional(mapping('{ max_words: 200 }', { max_words: words }), 'Scripts of calls', [
        { max_words: 300 },
      ]),
      task: optional(mapping('{ max_words: 200 }', { max_words: words }), 'Texts of tasks', [
        { max_words: 100 },
      ]),
    }),
    'How long a text may be, with merge fields of the usual length',
    [{ email: { max_words: 120 }, sms: { max_segments: 2 } }],
  ),
  tone: optional(
    mapping('tone: { max_exclamation_marks, max_links, forbid_all_caps_subject }', {
      max_exclamation_marks: optional(wholeNumber(0, 100), 'Most "!" of a template', [1]),
      max_links: optional(wholeNumber(0, 100), 'Most links of a template', [2]),
      forbid_all_caps_subject: optional(flag(), 'true: no subject in capitals only'),
    }),
    'How it sounds',
    [{ max_exclamation_marks: 1, max_links: 2, forbid_all_caps_subject: true }],
  ),
});

export type Style = Of<typeof styleShape>;
