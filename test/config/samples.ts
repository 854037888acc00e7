/** A workspace file with every key: valid as it is. */
export const FULL_WORKSPACE = `workspace: acme-outbound
store: touchline.db
zone: Europe/Paris
sender: { company: Acme SAS, postal_address: "1 rue de la Paix, 75002 Paris", unsubscribe_url: https://go.acme.example/u }
reps:
  anna: { name: Anna Martin, email: anna@acme.example, away: ["2026-08-01/2026-08-15"] }
mailboxes:
  anna:
    rep: anna
    from: Anna Martin <anna@acme.example>
    smtp: { url: "smtp://mail.acme.example:2525", user: anna, password: "\${env:ANNA_PASSWORD}" }
    imap: { url: imaps://mail.acme.example, user: anna, password: "\${file:./anna.secret}", tls: insecure, folders: [INBOX, Junk] }
    cap: 30 per day
    gap: 2 minutes
    ramp: { from: 10, add: 5 }
    connections: 1
    zone: Asia/Tokyo
  ben:
    from: ben@acme.example
    smtp: { url: smtps://mail.acme.example }
    maildir: ./mail/ben
    synced_by: ./mail/.stamp
  carla:
    from: carla@acme.example
    smtp: { url: smtp://127.0.0.1:2500 }
    replies_to: ben
  dora:
    from: dora@acme.example
    smtp: { url: smtp://127.0.0.1:2500 }
    replies: none
numbers:
  paris: { provider: twilio, from: "+33612345678", account_sid: "\${env:SID}", auth_token: "\${env:TOKEN}" }
channels:
  line: { http: { url: "https://line.example", headers: { Authorization: "Bearer \${env:LINE}" }, body: "{{ text }}" } }
dispositions: { left_message: voicemail }
segments: { ctos: "prospect.title contains 'CTO' and lists contains 'spring'" }
limits: { max_touches: { person: [1 per day], account: [6 per 7 days] }, max_inbox_age: 5 minutes, max_lateness: 2 hours }
compliance: auto
window: { days: [mon], zone: mailbox }
uncertain: assume_sent after 24 hours
serve: { url: https://go.acme.example, listen: "127.0.0.1:8025" }
`;
