/** The demo's workspace file: one rep, one mailbox, a mail server on this machine. */
import { WORKSPACE_MODELINE } from '../usecases/workspace/starter-workspace.ts';
import { REP, REP_ZONE } from './script.ts';

/** Where answers to the rep's mailbox arrive, in the workspace. */
export const MAILDIR = 'mail/anna';

export function demoWorkspace(smtpPort: number): string {
  return `${WORKSPACE_MODELINE}
# Written by touchline demo. Nobody is written to: the mail server is on this machine, and it is gone when the demo ends.
workspace: demo
zone: ${REP_ZONE}
sender: { company: Northwind Tools GmbH, postal_address: "Hafenstraße 1, 20457 Hamburg" }
reps:
  ${REP.id}: { name: ${REP.name}, email: ${REP.address} }
mailboxes:
  ${REP.id}:
    rep: ${REP.id}
    from: ${REP.name} <${REP.address}>
    smtp: { url: "smtp://127.0.0.1:${smtpPort}" }
    maildir: ./${MAILDIR}
    cap: 50 per day
    gap: 90-180 seconds
compliance: auto
`;
}
