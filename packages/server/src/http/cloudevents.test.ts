import { describe, expect, test } from 'vitest'
import { unwrapBinary, unwrapStructured } from './cloudevents.ts'

const data = { chain: 'C1', node: 'N1', at: '2026-03-02' }
const complete = { specversion: '1.0', id: '1', source: '/s', type: 't', data }

describe('CloudEvents', () => {
  test('id, source and time come from the attributes, the rest from the data', () => {
    expect(unwrapStructured({ ...complete, time: '2018-04-05T03:56:24Z', subject: 'not ours', data: { ...data, id: 'x', source: 'y' } })).toEqual({
      event: { ...data, id: '1', source: '/s', recordedAt: '2018-04-05T03:56:24Z' },
    })
  })
  test('optional attributes may be null', () => {
    expect(unwrapStructured({ ...complete, time: null, datacontenttype: null })).toEqual({ event: { ...data, id: '1', source: '/s' } })
  })
  test('data may be encoded in base64', () => {
    const { data: _data, ...attributes } = complete
    const encoded = Buffer.from(JSON.stringify(data)).toString('base64')
    expect(unwrapStructured({ ...attributes, data_base64: encoded })).toEqual({ event: { ...data, id: '1', source: '/s' } })
  })
  test.each(['specversion', 'id', 'source', 'type', 'data'])('without %s it is refused', (name) => {
    expect(unwrapStructured({ ...complete, [name]: undefined })).toMatchObject({ fault: 'HJ-EVT-011', field: name })
  })
  test.each([
    ['time', '2018-04-05T18:31Z'],
    ['subject', ''],
    ['datacontenttype', 'no type'],
    ['Capital', 'x'],
    ['my-extension', 'x'],
    ['fraction', 3.14],
    ['data_base64', 'e30='],
  ])('a wrong attribute %s is named', (name, value) => {
    expect(unwrapStructured({ ...complete, [name]: value })).toMatchObject({ fault: 'HJ-EVT-011', field: name })
  })
  test.each([null, [], 'text', 7])('%j is no event', (body) => {
    expect(unwrapStructured(body)).toMatchObject({ fault: 'HJ-EVT-011' })
  })
  test('headers of the binary mode are percent-decoded, and a broken escape stands for itself', () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '100%', 'ce-source': '%E2%82%AC', 'ce-type': 't' }
    expect(unwrapBinary(headers, data)).toEqual({ event: { ...data, id: '100%', source: '€' } })
  })
})
