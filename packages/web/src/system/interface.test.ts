import { describe, expect, it } from 'vitest'
import { inLanguage, routesOf } from './interface.ts'

describe('the description of the interface', () => {
  it('says everything in one language at a time', () => {
    expect(inLanguage('推送事件 Push events', 'zh')).toBe('推送事件')
    expect(inLanguage('推送事件 Push events', 'en')).toBe('Push events')
    expect(inLanguage('一个事件、NDJSON（application/x-ndjson）或 CloudEvents 1.0。逐条答复。 One event, NDJSON or CloudEvents 1.0.', 'en')).toBe('One event, NDJSON or CloudEvents 1.0.')
    expect(inLanguage('Only English', 'zh')).toBe('Only English')
  })

  it('lists its routes one by one', () => {
    const operation = { summary: '一', tags: ['events'] }
    expect(routesOf({ paths: { '/api/v1/events': { post: operation } } })).toEqual([{ method: 'POST', path: '/api/v1/events', operation, area: 'events' }])
  })
})
