/** Invented people: parties of a matter and the officers who handle it. Any likeness of a name is chance. */
import type { Attributes } from './matter.ts'
import type { Random } from './random.ts'

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤'
const given = '明华国强丽敏静伟芳秀英磊洋勇艳军杰娟涛超霞平刚桂兰玉梅红鑫波斌宇浩凯健俊帆雪琳倩婷慧莹颖楠晨阳辉鹏飞翔龙旭东建文志海云山林峰江春燕晓丹宁雨彤佳怡思远博泽瑞航天佑子轩若溪'

export function inventName(random: Random): string {
  const second = random.chance(0.72) ? random.pick(given) : ''
  return random.pick(surnames) + random.pick(given) + second
}

/** A party of the matter and where the person stands now. */
export interface Party {
  subject: string
  name: string
  custody: boolean
  identityKnown: boolean
  detainedAt: number
  arrestedAt: number
  /** When bail was announced, 0 where it never was. */
  bailAt: number
  /** Bail is secured by a deposit that has not been returned. */
  deposit?: boolean
  /** What the law looks at: sex, age, language, nationality, office. */
  traits?: Attributes
  /** Whether there is counsel, once the file is with the procuratorate. */
  lawyer?: boolean
}

export interface Officer {
  id: string
  name: string
  org: string
  role: string
}
