import { describe, expect, test } from 'vitest'
import { event } from '../../store/testing.ts'
import { maskAddress, maskName, maskerFor, maskerOf } from './masking.ts'

describe('masking of personal data', () => {
  test('a name of two characters keeps the family name only', () => {
    expect(maskName('王芳')).toBe('王*')
  })
  test('a name of three characters keeps its ends', () => {
    expect(maskName('陈小明')).toBe('陈*明')
  })
  test('a longer name keeps its length', () => {
    expect(maskName('欧阳小明')).toBe('欧**明')
  })
  test('a name in Latin letters keeps its initial', () => {
    expect(maskName('John Smith')).toBe('J***')
  })
  test('identity and telephone numbers are masked wherever they stand', () => {
    const masker = maskerFor([])
    expect(masker.text('身份证330104199003070017，电话13812345678。')).toBe('身份证3301**********0017，电话138****5678。')
    expect(masker.attributes({ tel: 13_812_345_678, amount: 5000 })).toEqual({ tel: '138****5678', amount: 5000 })
  })
  test('an identity number that ends in X is masked too', () => {
    expect(maskerFor([]).text('33010419900307001X')).toBe('3301**********001X')
  })
  test('names of the matter are masked in running text, longer ones first', () => {
    expect(maskerFor(['王小', '王小明']).text('王小明与王小盗窃')).toBe('王*明与王*盗窃')
  })
  test('minors appear by ordinal', () => {
    const masker = maskerFor(['李雷', '韩梅'], ['李雷'])
    expect(masker.text('李雷、韩梅')).toBe('未成年人甲、韩*')
  })
  test('values under keys of persons and addresses are masked however deep', () => {
    const masked = maskerFor([]).attributes({ party: [{ personName: '赵钱孙', address: '浙江省杭州市西湖区文三路1号' }] })
    expect(masked).toEqual({ party: [{ personName: '赵*孙', address: '浙江省杭州市西湖区' }] })
  })
  test('what the catalogue calls personal is masked by its kind, whatever its name', () => {
    const attribute = (personal: 'name' | 'address' | 'number' | 'text') => ({ type: 'text' as const, name: { zh: '项', en: 'Fact' }, personal })
    const registered = { attributes: { levels: {}, attributes: { a: attribute('name'), b: attribute('address'), c: attribute('number'), d: attribute('text') } } }
    const masked = maskerFor([], [], registered).attributes({ a: '王小明', b: '长丰县水湖镇3号', c: '0551-6667788', d: '左臂有疤', e: '左臂有疤', inner: [{ c: 123_456_789 }] })
    expect(masked).toEqual({ a: '王*明', b: '长丰县', c: '****7788', d: '***', e: '左臂有疤', inner: [{ c: '****6789' }] })
  })
  test('names under every attribute of that kind are masked in running text too', () => {
    const registered = { attributes: { levels: {}, attributes: { victimName: { type: 'text' as const, name: { zh: '被害人', en: 'Victim' }, personal: 'name' as const } } } }
    expect(maskerOf(registered, [event('a', { attrs: { personName: '王小明', victimName: '李雷' } })]).text('王小明打伤李雷')).toBe('王*明打伤李*')
  })
  test('ids that link a verdict are kept as they are', () => {
    const masked = maskerFor(['王小明']).texts({ anchor: '110101199003070017', message: { zh: '王小明没有到案' } })
    expect(masked).toEqual({ anchor: '110101199003070017', message: { zh: '王*明没有到案' } })
  })
  test('an address shows its county or, without one, nothing', () => {
    expect(maskAddress('长丰县水湖镇3号')).toBe('长丰县')
    expect(maskAddress('文三路1号')).toBe('***')
  })
})
