/** Domains and names that say nothing about a person's company. */

/** Where anybody gets a mailbox: no account is made of these. */
const FREE_MAIL: ReadonlySet<string> = new Set(
  `126.com 139.com 163.com 189.cn abv.bg aim.com alice.it aliyun.com aol.com arcor.de att.net bellsouth.net bigpond.com bigpond.net.au
  bluewin.ch bol.com.br btinternet.com centrum.cz charter.net comcast.net cox.net daum.net docomo.ne.jp duck.com earthlink.net email.cz
  email.de eircom.net excite.com ezweb.ne.jp fastmail.com fastmail.fm foxmail.com free.fr freemail.hu freenet.de frontier.com gmail.com
  gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net gmx.us googlemail.com hanmail.net hey.com home.nl hotmail.at hotmail.be hotmail.ca hotmail.ch
  hotmail.co.jp hotmail.co.uk hotmail.com hotmail.com.au hotmail.com.br hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.nl hotmail.se
  hushmail.com i.softbank.jp icloud.com ig.com.br inbox.lv inbox.ru interia.pl juno.com kpnmail.nl laposte.net libero.it list.ru live.at
  live.be live.ca live.cn live.co.uk live.com live.com.au live.de live.dk live.fr live.it live.jp live.nl live.no live.se lycos.com mac.com
  mail.bg mail.com mail.de mail.ru mailbox.org mailfence.com me.com msn.com naver.com nate.com netscape.net neuf.fr ntlworld.com o2.pl
  onet.pl online.de online.no optonline.net optusnet.com.au orange.fr outlook.at outlook.be outlook.co.th outlook.com outlook.com.au
  outlook.com.br outlook.de outlook.dk outlook.es outlook.fr outlook.it outlook.jp outlook.pt pm.me posteo.de prodigy.net proton.me
  protonmail.ch protonmail.com qq.com rambler.ru rediffmail.com rocketmail.com rogers.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca
  sina.cn sina.com sky.com skynet.be softbank.ne.jp sohu.com t-online.de talktalk.net telenet.be telia.com telus.net terra.com.br
  terra.es tin.it tiscali.it tutanota.com tuta.io ukr.net uol.com.br verizon.net virgilio.it virginmedia.com volny.cz vtomske.ru wanadoo.fr
  web.de windowslive.com wp.pl xs4all.nl xtra.co.nz ya.ru yahoo.at yahoo.ca yahoo.ch yahoo.co.id yahoo.co.in yahoo.co.jp yahoo.co.kr
  yahoo.co.nz yahoo.co.uk yahoo.com yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.cn yahoo.com.hk yahoo.com.mx yahoo.com.ph
  yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.de yahoo.dk yahoo.es yahoo.fr yahoo.gr yahoo.ie yahoo.in yahoo.it yahoo.nl
  yahoo.no yahoo.pl yahoo.ro yahoo.se yandex.com yandex.ru yeah.net ymail.com ziggo.nl zoho.com zohomail.com`.split(
    /\s+/,
  ),
);

/** Is this registrable domain one where anybody gets a mailbox? */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}

/** Sites where companies and people have a page: the site is not the company. */
export const SHARED_SITES: ReadonlySet<string> = new Set(
  `about.me bit.ly carrd.co crunchbase.com facebook.com fb.com github.com github.io gitlab.com google.com instagram.com linkedin.com linktr.ee
  medium.com notion.site t.me tiktok.com twitter.com wixsite.com wordpress.com x.com xing.com youtube.com`.split(
    /\s+/,
  ),
);
