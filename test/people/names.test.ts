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
    ['Dr. med. Anna Kern', null, 'Anna', 'Kern'],
    ['Prof. Dr. h.c. Eva Kern', null, 'Eva', 'Kern'],
    ['Univ.-Prof. Mag. Dr. Karl Kern', null, 'Karl', 'Kern'],
    ['Don Kern', null, 'Don', 'Kern'],
    ['Don. Kern', null, null, 'Kern'],
    ['Col Kern', null, 'Col', 'Kern'],
    ['🚀 Ada Kern ✅', null, 'Ada', 'Kern'],
    ['Ada Kern | CTO at Acme', null, 'Ada', 'Kern'],
    ['Jean - Luc Picard', null, 'Jean', 'Picard'],
    ['Ada Kern - CEO', null, 'Ada', 'Kern'],
    ['Ada Kern – Head of Sales', null, 'Ada', 'Kern'],
    ['Ada Kern-Ray', null, 'Ada', 'Kern-Ray'],
    ['Ada "Addie" Kern (she/her)', null, 'Ada', 'Kern'],
    ['Ada (Addie) Kern (Acme GmbH)', null, 'Ada', 'Kern'],
    ['山田（ヤマダ） 太郎', null, '太郎', '山田'],
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
  ['ნინო ბერიძე', 'ნინო ბერიძე'],
])('%s is written %s', (name, written) => expect(nameCase(name)).toBe(written));
