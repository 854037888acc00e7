/** The workspace file that a beginner edits: it lints clean as it is, and can reach nobody. */

/** Tells an editor the schema of the file. */
export const WORKSPACE_MODELINE =
  '# yaml-language-server: $schema=.touchline/workspace.schema.json';

/** @param folderName  Any text; what a name can't have becomes `-`. */
export function starterWorkspace(folderName: string, zone: string): string {
  return `${WORKSPACE_MODELINE}
# Who writes, from which mailboxes, within which limits. Check every edit with: touchline lint
workspace: ${nameOf(folderName)}
store: touchline.db                # a file beside this one; the first command that writes creates it
zone: ${zone}

# Stands under every email.
sender:
  company: Acme SAS
  postal_address: 1 rue de la Paix, 75002 Paris

# The people who do the calls, the LinkedIn steps and the answers.
reps:
  anna: { name: Anna Martin, email: anna@acme.example }

mailboxes:
  anna:
    rep: anna
    from: Anna Martin <anna@acme.example>
    # Nobody can be reached yet: this is a port of your own machine. A real one, with its password in the environment:
    # smtp: { url: "smtp://mail.acme.example:587", user: anna, password: "\${env:ANNA_PASSWORD}" }
    smtp: { url: "smtp://127.0.0.1:1025" }
    # Where answers are heard. Nothing leaves while they can't be read. A real one:
    # imap: { url: "imaps://mail.acme.example", user: anna, password: "\${env:ANNA_PASSWORD}" }
    maildir: ./mail/anna
    cap: 50 per day
    gap: 90-180 seconds
    # ramp: { from: 10, add: 5 }   # for a new mailbox

# Texts are tasks for a rep, and leave by themselves where a number has a gateway (docs/gateways.md):
# numbers:
#   paris: { provider: twilio, from: "+33612345678", account_sid: "\${env:TWILIO_SID}", auth_token: "\${env:TWILIO_TOKEN}" }

# Where the world reaches touchline serve: one click unsubscribes there, and gateways call it (docs/operations.md):
# serve: { url: https://go.acme.example }

limits:
  max_touches:
    person: [2 per day, 6 per 7 days]   # over all sequences, and by hand

# off | auto | strict: which rules of law hold a step
compliance: auto
`;
}

const NAME_MAX = 64;

function nameOf(folderName: string): string {
  const name = folderName
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, NAME_MAX)
    .replace(/^[-_]+|[-_]+$/g, '');
  // YAML reads digits and these words as something else than text.
  return /^(?!(?:true|false|null)$)[a-z]/.test(name) ? name : 'outbound';
}
