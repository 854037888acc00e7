/** The workspace file that fits `World`: one mailbox, anna, heard over a Maildir. */
export const WORKSPACE = `workspace: northwind
zone: Europe/Berlin
sender: { company: Northwind Tools, postal_address: 1 Quay Street }
reps:
  anna: { name: Anna, email: anna@northwind.example }
mailboxes:
  anna:
    rep: anna
    from: Anna <anna@northwind.example>
    smtp: { url: "smtp://127.0.0.1:2525" }
    maildir: mail
    cap: 50 per day
    gap: 0 seconds
`;
