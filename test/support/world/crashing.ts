/** Ports that die, or wait for their turn. */

export class Crash extends Error {}

/** When a process dies: before or after its n-th call, counted across all ports that share the plan. From then on every call dies. */
export interface Death {
  left: number;
  readonly when: 'before' | 'after';
}

/** Wraps a port so that its n-th call dies before or after it takes effect. */
export function crashing<Port extends object>(port: Port, death: Death): Port {
  return calling(port, async (call) => {
    death.left -= 1;
    if (death.left < 0 || (death.left === 0 && death.when === 'before')) throw new Crash('dead');
    const result = await call();
    // What was on its way when the process died has taken effect, and nobody hears of it.
    if (death.left <= 0) throw new Crash('dead');
    return result;
  });
}

/** Wraps every call of a port. `name` is the method's. */
export function calling<Port extends object>(
  port: Port,
  around: (call: () => Promise<unknown>, name: string) => Promise<unknown>,
): Port {
  return new Proxy(port, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key);
      if (typeof method !== 'function') return method;
      return (...args: unknown[]) =>
        around(async () => Reflect.apply(method, target, args) as unknown, String(key));
    },
  });
}
