/**
 * Who is to blame for an error that a gateway names? Asked of a refusal as well as of a report that a message was not delivered.
 *
 * Sources: Twilio, "Error and Warning Dictionary"; Telnyx, "API Errors" and "Messaging Error Codes"; Vonage, "Messages API errors".
 */

/**
 * `address`: nobody can be reached there. `opted_out`: the gateway holds that the person does not want our messages. `gateway`: our
 * account or number there. `message`: what it says. `passing`: later it may go.
 */
export type GatewayFault = 'address' | 'opted_out' | 'gateway' | 'message' | 'passing';

type Codes = Readonly<Record<GatewayFault, readonly number[]>>;

const TWILIO: Codes = {
  opted_out: [21610],
  // 21211 invalid, 21214 and 21217 no number, 21614 not mobile, 21612 not reachable from ours; 30004 blocks us, 30005 unknown, 30006 landline.
  address: [21211, 21214, 21217, 21265, 21612, 21614, 21635, 30004, 30005, 30006, 63003],
  // 200xx and 900xx account, 21212 and 216xx our number, 21408 country, 30002 suspended, 30010 price, 30032 to 30035 registration.
  gateway: [
    20003, 20005, 20006, 20008, 20404, 21212, 21215, 21408, 21601, 21603, 21606, 21608, 21659,
    21660, 21661, 21703, 21704, 21705, 21712, 30002, 30010, 30018, 30022, 30027, 30032, 30033,
    30034, 30035, 90010,
  ],
  // 21617 too long, 30007 filtered by the carrier, 30009 a segment is missing.
  message: [21602, 21605, 21617, 21619, 21620, 21623, 30007, 30009, 30019],
  // 14107, 20429, 21611 and 63018 too fast, 63038 daily limit; 30001 queue, 30003 the phone is off, 30008 unknown, 30017 congestion.
  passing: [14107, 20429, 21611, 63018, 63038, 30001, 30003, 30008, 30017],
};

const TELNYX: Codes = {
  opted_out: [40300],
  // 40001 landline, 40008 undeliverable, 40012 and 40310 no number, 40322 and 40323 unallocated.
  address: [40001, 40008, 40012, 40310, 40322, 40323],
  // 100xx key, 200xx account, 40010 unregistered, 40013, 40305, 40306, 40308, 40312, 40313 our number or profile, 40309 and 40311 country.
  gateway: [
    10009, 10010, 20002, 20006, 20012, 20013, 20014, 20100, 40010, 40013, 40016, 40301, 40304,
    40305, 40306, 40307, 40308, 40309, 40311, 40312, 40313, 40314, 40319, 40321, 40329, 40330,
    40331, 40332, 40333,
  ],
  // 40002, 40003 and 40015 spam, 40009 body, 40302 too long, 40316 empty.
  message: [40002, 40003, 40009, 40015, 40302, 40303, 40316, 40317],
  // 10011, 40011 and 40318 too fast, 40004 and 40006 the carrier refuses, 40005 and 40014 too late.
  passing: [10011, 10019, 40004, 40005, 40006, 40011, 40014, 40318],
};

const VONAGE: Codes = {
  // 1240: the person sent STOP.
  opted_out: [1240],
  // 1050 barred, 1170 no number, 1190 gone for good, 1220 to 1280 no such line.
  address: [1050, 1170, 1190, 1220, 1230, 1280],
  gateway: [1060, 1070, 1080, 1110, 1120, 1140, 1160, 1290],
  message: [1020, 1021, 1022, 1040, 1090, 1130, 1150, 1210],
  // 1000 too fast, 1030 and 1100 trouble of theirs, 1180 the phone is off, 1260 the network is down.
  passing: [1000, 1030, 1100, 1180, 1260],
};

export function twilioFault(code: string | null): GatewayFault | null {
  return faultIn(TWILIO, code);
}

export function telnyxFault(code: string | null): GatewayFault | null {
  return faultIn(TELNYX, code);
}

export function vonageFault(code: string | null): GatewayFault | null {
  return faultIn(VONAGE, code);
}

const FAULTS: readonly GatewayFault[] = ['opted_out', 'address', 'gateway', 'message', 'passing'];

/** `null`: no code, or none that says who is to blame. */
function faultIn(codes: Codes, code: string | null): GatewayFault | null {
  if (code === null) return null;
  return FAULTS.find((fault) => codes[fault].includes(Number(code))) ?? null;
}
