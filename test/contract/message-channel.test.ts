import { SmtpChannel, type SmtpChannelOptions } from '../../src/providers/smtp/smtp-channel.ts';
import { LOCALHOST } from '../support/mail/certificates.ts';
import { startFaultyServer, type Fault } from '../support/mail/faulty-smtp-server.ts';
import { SimulatedChannel, type SimulatedFate } from '../support/world/simulated-channel.ts';
import {
  describeMessageChannel,
  type FarEnd,
  type OpenChannelWorld,
} from './message-channel.contract.ts';

const fates: Readonly<Record<FarEnd, SimulatedFate>> = {
  accepts: 'accepted',
  refuses_address: 'refused_address',
  refuses_body: 'refused_message',
  defers: 'deferred',
  drops_before_body: 'not_sent',
  drops_after_body: 'uncertain_accepted',
  loses_body: 'uncertain_lost',
  is_silent: 'silent',
};

const faults: Readonly<Record<FarEnd, readonly Fault[]>> = {
  accepts: [],
  refuses_address: [{ at: 'rcpt', say: '550 5.1.1 no such person\r\n', next: 'go_on' }],
  refuses_body: [{ at: 'dot', say: '554 5.6.0 no\r\n', next: 'go_on', loses: true }],
  defers: [{ at: 'dot', say: '451 4.3.0 later\r\n', next: 'go_on', loses: true }],
  drops_before_body: [{ at: 'rcpt', next: 'fin' }],
  drops_after_body: [{ at: 'dot', next: 'fin' }],
  loses_body: [{ at: 'dot', next: 'fin', loses: true }],
  is_silent: [{ at: 'dot', next: 'silence' }],
};

describeMessageChannel('the simulated channel', async (farEnd, connections) => {
  const channel = new SimulatedChannel({ plan: () => fates[farEnd], connections });
  return {
    channel,
    received: () => channel.accepted.map(({ to }) => to),
    bodyBytes: () => channel.accepted.reduce((sum, { bytes }) => sum + bytes.length, 0),
    peak: () => channel.peak,
    bodyReceived: () => new Promise((resolve) => setImmediate(resolve)),
    settled: () => Promise.resolve(),
    close: () => channel.close(),
  };
});

describeMessageChannel('SMTP', overSmtp('none'));
describeMessageChannel('SMTP with STARTTLS', overSmtp('starttls'));

function overSmtp(security: SmtpChannelOptions['security']): OpenChannelWorld {
  return async (farEnd, connections) => {
    const server = await startFaultyServer({ faults: faults[farEnd], tls: LOCALHOST });
    const channel = new SmtpChannel({
      host: '127.0.0.1',
      port: server.port,
      security,
      ca: LOCALHOST.cert,
      name: 'client.test',
      connections,
    });
    return {
      channel,
      received: () => server.ledger.map(({ to }) => to),
      bodyBytes: () => server.bodyBytes(),
      peak: () => server.openConnectionsPeak(),
      bodyReceived: () => server.received(),
      settled: () => server.quiet(),
      close: () => server.close(),
    };
  };
}
