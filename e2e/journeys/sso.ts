/** Signing in through an identity provider that runs beside a server of its own. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { expect, test } from 'vitest'
import { barriers } from '../accessibility.ts'
import { openBrowser, openContext, settle } from '../browser.ts'
import { startDemo } from '../demo-server.ts'
import { wrongTexts } from '../texts.ts'
import { listen, overflowing } from '../troubles.ts'

const SECRET = 'client-secret-of-the-house-1234567890'

test('Single sign-on leads to the provider and back to the page that was asked for; whom nobody knows is told so', async () => {
  const house = createServer()
  await new Promise<void>((done) => house.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(house.address() as AddressInfo).port}`
  const [server, browser] = await Promise.all([startDemo(20, { HENGJIAN_OIDC_ISSUER: issuer, HENGJIAN_OIDC_CLIENT: 'hengjian', HENGJIAN_OIDC_SECRET: SECRET }), openBrowser()])
  let guest = 'nobody'
  try {
    const provider = new Provider(issuer, {
      clients: [{ client_id: 'hengjian', client_secret: SECRET, redirect_uris: [`${server.url}/api/v1/session/sso/callback`], response_types: ['code'], grant_types: ['authorization_code'] }],
      features: { devInteractions: { enabled: false } },
      claims: { openid: ['sub', 'amr'], profile: ['employee_number'] },
      cookies: { keys: ['key of a test'] },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, employee_number: id }) }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' })
        grant.addOIDCScope('openid profile')
        await grant.save()
        return grant
      },
    })
    const answer = provider.callback()
    house.on('request', (request, response) => void (request.url?.startsWith('/interaction/') === true ? provider.interactionFinished(request, response, { login: { accountId: guest, amr: ['pwd'] } }) : answer(request, response)))
    for (const [width, language] of [[390, 'zh'], [1440, 'en']] as const) {
      guest = 'nobody'
      const context = await openContext(browser, server.url, { width, language })
      const page = await context.newPage()
      const troubles = listen(page)
      await page.goto(`${server.url}/catalogue`)
      await settle(page)
      expect([...(await wrongTexts(page, language)), ...(await barriers(page)), ...(await overflowing(page))]).toEqual([])
      const go = page.getByRole('link', { name: language === 'zh' ? '用统一身份认证登录' : 'Sign in through the identity provider' })
      await go.click()
      await page.getByRole('alert').waitFor()
      expect(await page.getByRole('alert').innerText()).toContain('HJ-AUT-017')
      expect([...(await wrongTexts(page, language)), ...(await barriers(page)), ...(await overflowing(page))]).toEqual([])
      guest = 'ga220104-1003'
      await context.clearCookies()
      await page.goto(`${server.url}/catalogue`)
      await go.click()
      await page.getByRole('heading', { level: 1, name: language === 'zh' ? '目录' : 'Catalogue' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/catalogue')
      expect(troubles).toEqual([])
      await context.close()
    }
  } finally {
    await browser.close()
    await server.stop()
    house.close()
  }
})
