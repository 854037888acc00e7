/** Whose address is this: a person's, or that of whoever has a role? */

/** Local parts that name a desk (RFC 2142, and what sites print). */
const ROLES: ReadonlySet<string> = new Set(
  `abuse accounting accounts admin administration administrator anfrage bewerbung billing booking bookings buchhaltung bureau career
  careers compliance compta comptabilite contact contacto contactus contatto customercare customerservice datenschutz direccion
  direction dpo einkauf empfang enquiries enquiry events feedback finance frontdesk hallo hello help helpdesk hi hola hostmaster hr info
  information inquiries inquiry invoice invoices it jobs kontakt kundenservice legal mail mailbox marketing media news newsletter
  no-reply noreply office operations order orders partner partners post postmaster press presse privacy procurement purchasing reception
  rechnung recruiting recruitment reservations root sales secretariat security sekretariat service service-client shop soporte spam
  staff subscribe support team tech unsubscribe ventas verkauf vertrieb webmaster welcome zentrale`.split(
    /\s+/,
  ),
);

/** `info@`, `sales@`: whoever has the role reads it, so it says nothing about a person. @param address  Normalised. */
export function isRoleAddress(address: string): boolean {
  const local = address.slice(0, address.indexOf('@'));
  const plus = local.indexOf('+');
  return ROLES.has(plus < 0 ? local : local.slice(0, plus));
}
