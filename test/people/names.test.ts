import { describe, expect, test } from 'vitest';
import { nameCase } from '../../src/people/cells/name-case.ts';
import { splitName } from '../../src/people/cells/names.ts';
import { parsePersonName } from '../../src/people/cells/person-name.ts';

describe('a name in one cell is divided', () => {
  test.each([
    ['Dr. Ada M. Kern-Ray, PhD', null, 'Ada', 'Kern-Ray'],
    ['Kern, Dr. Ada M., Jr.', null, 'Ada', 'Kern'],
    ['Benjamin "Big Ben" de la Cruz III', null, 'Benjamin', 'de la Cruz'],
    ['Joao da Silva de Souza', null, 'Joao', 'de Souza'],
    ['Juan Velasquez y Garcia', null, 'Juan', 'Velasquez y Garcia'],
    ['Jack Ma', null, 'Jack', 'Ma'],
    ['Major Kern', null, 'Major', 'Kern'],
    ['Mr. Kern', null, null, 'Kern'],
    ['Nagy János', 'HU', 'János', 'Nagy'],
    ['Nguyễn Văn An', 'VN', 'An', 'Nguyễn'],
    ['김민수', null, '민수', '김'],
    ['欧阳小明', 'CN', '小明', '欧阳'],
    ['近藤五郎', 'JP', null, null],
    ['Widgets Inc', null, null, null],
  ])('%s (%s)', (name, country, firstName, lastName) =>
    expect(splitName(name, country)).toEqual({ firstName, lastName }),
  );

  test('with what stands around it', () =>
    expect(parsePersonName('Lt. Gen. John A. "Jack" Doe Jr., MD')).toEqual({
      honorific: 'Lt. Gen.',
      first: 'John',
      middle: 'A.',
      last: 'Doe',
      suffix: 'Jr., MD',
      nickname: 'Jack',
    }));
});

test.each([
  ['ADA VAN DER BERG', 'Ada van der Berg'],
  ['donald mcdonald', 'Donald McDonald'],
  ["SEAN O'NEILL-KERN III", "Sean O'Neill-Kern III"],
  ['Ada MacKern', 'Ada MacKern'],
  ['AJ', 'AJ'],
  ['近藤五郎', '近藤五郎'],
])('%s is written %s', (name, written) => expect(nameCase(name)).toBe(written));
