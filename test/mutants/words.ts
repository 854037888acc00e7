/** Faults in what is said and in what is heard. */
import { fault, type Mutant } from './mutant.ts';

export const WORDS: readonly Mutant[] = [
  // src/content
  fault(
    'a footer shows no way out',
    'src/content/footer.ts',
    '...(optOut === null ? [] : [optOut])',
    '...(optOut === null ? [] : [])',
    'test/content/render.test.ts',
  ),
  fault(
    "a merge field's hole is sent",
    'src/content/liquid.ts',
    'if (value === undefined || value === null) throw new AbsentOutput();',
    "if (value === undefined || value === null) return '';",
    'test/content/liquid.test.ts',
  ),

  fault(
    'a text that nobody could write the date of is taken',
    'src/content/merge-fields.ts',
    "if (first === null || formatDate(first, '%Y') !== null) return;",
    'if (first === null || filters.length > 0) return;',
    'test/content/template.test.ts',
  ),

  // src/inbound
  fault(
    'an auto-reply is heard as a human',
    'src/inbound/auto-reply.ts',
    'if (byHeader !== null) return',
    'if (byHeader !== null && away !== null) return',
    'test/inbound/classify.test.ts',
  ),
  fault(
    'a person who answers our proposal is heard as an office',
    'src/inbound/auto-reply.ts',
    'if (isAnswer(message) && !isFormal && firstRule(BUSINESS, head) !== null)',
    'if (isAnswer(message) && !isFormal && firstRule(BUSINESS, head) === undefined)',
    'test/inbound/quiet-machines.test.ts',
  ),
  fault(
    'opening hours are heard as an absence',
    'src/inbound/dates/return-date.ts',
    'if (named.endsRange && isOpen(text, named))',
    'if (!named.endsRange && isOpen(text, named))',
    'test/inbound/return-date.test.ts',
  ),
  fault(
    'an order to be confirmed is heard as a doorkeeper',
    'src/inbound/senders.ts',
    'if (!isProof && NO_GATE.test(read)) return null;',
    '',
    'test/inbound/quiet-machines.test.ts',
  ),
  fault(
    'a word that is wanted in the subject is asked for in vain by who says that it is a machine',
    'src/inbound/senders.ts',
    '(doorIn(read) ?? wordIn(read))',
    'doorIn(read)',
    'test/inbound/letters/doors.test.ts',
  ),
  fault(
    'a forward that failed condemns the address it was passed on to',
    'src/inbound/bounces/bounce-text.ts',
    'if (written !== undefined && !strangers.has(written)) return written;',
    '',
    'test/inbound/bounce.test.ts',
  ),
  fault(
    'what an address is called condemns or saves it',
    'src/inbound/bounces/bounce.ts',
    "text.replace(NAMES, 'someone@there')",
    'text',
    'test/inbound/bounces/words.test.ts',
  ),
  fault(
    'what a letter guesses is believed',
    'src/inbound/bounces/bounce.ts',
    'bounceKind(withoutGuesses(words), status)',
    'bounceKind(words, status)',
    'test/inbound/bounces/mailers.test.ts',
  ),
  fault(
    'an answer on LinkedIn that a person names stops nothing',
    'src/usecases/signals/correct-message.ts',
    "return notice?.kind === 'accepted' ? 'connection_accepted' : 'reply';",
    "return notice?.kind === 'accepted' ? 'connection_accepted' : null;",
    'test/usecases/signals/correct-message.test.ts',
  ),
  fault(
    'a letter that nobody understands is no answer',
    'src/inbound/classify.ts',
    "    'human_reply',\n    confidence,",
    "    rule === null ? 'unrelated' : 'human_reply',\n    confidence,",
    'test/inbound/classify.test.ts',
  ),
  fault(
    'two letters under one Message-ID are one',
    'src/inbound/mail/identity.ts',
    "`${field(header, 'from')}\\n${field(header, 'date')}`",
    "''",
    'test/inbound/identity.test.ts',
  ),
  fault(
    'an opt-out is heard as a reply',
    'src/inbound/signals.ts',
    "return 'opt_out';",
    "return 'reply';",
    'test/inbound/signals.test.ts',
  ),

  // src/providers
  fault(
    'a message that the server lists late is never read',
    'src/providers/imap/read-folder.ts',
    'return { late, news: above',
    'return { late: [], news: above',
    'test/providers/imap/imap-faults.test.ts',
  ),
  fault(
    'a message that breaks the connection hides all behind it',
    'src/providers/imap/caution.ts',
    "return ask === 'whole' ? 'header' : 'nothing';",
    "return 'header';",
    'test/providers/imap/imap-faults.test.ts',
  ),
  fault(
    'a dead IDLE is waited for',
    'src/providers/imap/watch-inbox.ts',
    'if (client.stats().received === received) client.close();',
    '',
    'test/providers/imap/imap-faults.test.ts',
  ),

  // src/runner
  fault(
    'an answer waits for the message on the wire',
    'src/runner/tick.ts',
    'if (hasEnded) return hasMoved;',
    'await ended;\n    return hasMoved;',
    'test/runner/ears.test.ts',
  ),
  fault(
    'an answer that is found and not handed over lets the email go',
    'src/providers/imap/look-in-folder.ts',
    'if (withheld.length > 0)',
    'if (withheld.length > 99)',
    'test/runner/targeted-look.test.ts',
  ),
  fault(
    'our own copy in Sent counts as a touch by hand',
    'src/runner/hearing/understand-sent-copy.ts',
    '[...ids, ...ours]',
    'ids',
    'test/runner/sent-folder.test.ts',
  ),
];
