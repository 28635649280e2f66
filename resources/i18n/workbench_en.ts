<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Answers</name>
    <message>
        <source>符合</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>不符合</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>已选 {0} 项</source>
        <translation>{0} chosen</translation>
    </message>
    <message>
        <source>没有填完</source>
        <translation>Not complete</translation>
    </message>
    <message>
        <source>分母是 0</source>
        <translation>Denominator is 0</translation>
    </message>
    <message>
        <source>缺参数</source>
        <translation>Parameter missing</translation>
    </message>
    <message>
        <source>抽样太少</source>
        <translation>Sample too small</translation>
    </message>
    <message>
        <source>个数不对</source>
        <translation>Wrong count</translation>
    </message>
    <message>
        <source>缺单位属性</source>
        <translation>Unit attribute missing</translation>
    </message>
    <message>
        <source>无扣分</source>
        <translation>No deductions</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>不申报</source>
        <translation>Not claimed</translation>
    </message>
    <message>
        <source>应达到{0}</source>
        <translation>Must reach {0}</translation>
    </message>
    <message>
        <source>{0}/{1} 条达到</source>
        <translation>{0} of {1} met</translation>
    </message>
    <message>
        <source>没有要判的分项</source>
        <translation>Nothing to judge</translation>
    </message>
    <message>
        <source>{0}/{1} 项已判</source>
        <translation>{0} of {1} judged</translation>
    </message>
    <message>
        <source>{0}/{1} 项</source>
        <translation>{0} of {1} parts</translation>
    </message>
    <message>
        <source>失分</source>
        <translation>Points lost</translation>
    </message>
    <message>
        <source>未判</source>
        <translation>Not judged</translation>
    </message>
    <message>
        <source>已开始</source>
        <translation>Begun</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>否决</source>
        <translation>Veto</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Flagged</translation>
    </message>
    <message>
        <source>与上次不同</source>
        <translation>Differs from last time</translation>
    </message>
    <message>
        <source>缺佐证</source>
        <translation>Evidence missing</translation>
    </message>
    <message>
        <source>前置满足</source>
        <translation>Gate met</translation>
    </message>
    <message>
        <source>前置未判</source>
        <translation>Gate open</translation>
    </message>
    <message>
        <source>前置不满足</source>
        <translation>Gate not met</translation>
    </message>
    <message>
        <source>现达 {0} 星</source>
        <translation>{0} stars now</translation>
    </message>
    <message>
        <source>未得分</source>
        <translation>no points yet</translation>
    </message>
    <message>
        <source>{0} 分，满分 {1}</source>
        <translation>{0} points of {1}</translation>
    </message>
    <message>
        <source>佐证 {0} 份</source>
        <translation>{0} pieces of evidence</translation>
    </message>
</context>
<context>
    <name>AsideEditor</name>
    <message>
        <source>没有这类对象</source>
        <translation>There is nothing of this kind</translation>
    </message>
    <message>
        <source>其他，写明</source>
        <translation>Other, in words</translation>
    </message>
    <message>
        <source>还是适用</source>
        <translation>It does apply</translation>
    </message>
    <message>
        <source>不适用的理由</source>
        <translation>Why it does not apply</translation>
    </message>
    <message>
        <source>写明为什么不适用，报告会照录</source>
        <translation>Say why it does not apply; the report repeats it</translation>
    </message>
    <message>
        <source>有证明材料</source>
        <translation>Proof is at hand</translation>
    </message>
    <message>
        <source>从满分中扣除 {0} 分</source>
        <translation>Takes {0} points off the maximum</translation>
    </message>
    <message>
        <source>直接得 {0} 分</source>
        <translation>Gives {0} points at once</translation>
    </message>
    <message>
        <source>得 0 分，满分仍是 {0}</source>
        <translation>Gives 0 points of {0}</translation>
    </message>
    <message>
        <source>视为满足</source>
        <translation>Counts as met</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
</context>
<context>
    <name>Banners</name>
    <message>
        <source>还有 %n 条消息</source>
        <translation>%n more messages</translation>
    </message>
</context>
<context>
    <name>BatchCards</name>
    <message>
        <source>批次 {0}</source>
        <translation>Batch {0}</translation>
    </message>
    <message>
        <source>等封包</source>
        <translation>Waiting to be sealed</translation>
    </message>
    <message>
        <source>{0} 次核验</source>
        <translation>{0} visits</translation>
    </message>
</context>
<context>
    <name>BatchLines</name>
    <message>
        <source>搁置的记录</source>
        <translation>Records kept aside</translation>
    </message>
    <message>
        <source>不丢；缺的到了，再收一次就进来</source>
        <translation>nothing is lost; once what is missing has come, take the batch in again</translation>
    </message>
    <message>
        <source>{0} 份 · {1}</source>
        <translation>{0} files · {1}</translation>
    </message>
    <message>
        <source>{0} 次核验</source>
        <translation>{0} visits</translation>
    </message>
    <message>
        <source>没有核验</source>
        <translation>no visits</translation>
    </message>
    <message>
        <source>完成了，等封包</source>
        <translation>finished, waiting to be sealed</translation>
    </message>
    <message>
        <source>{0} 起</source>
        <translation>since {0}</translation>
    </message>
</context>
<context>
    <name>BatchesScreen</name>
    <message>
        <source>批次</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>佐证</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>到哪一步</source>
        <translation>How far</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>还没有批次。完成并签名的评价会在这里封包。</source>
        <translation>No batches yet. Finished and signed assessments are sealed here.</translation>
    </message>
    <message>
        <source>封包</source>
        <translation>Seal</translation>
    </message>
    <message>
        <source>写到 U 盘</source>
        <translation>Write to stick</translation>
    </message>
    <message>
        <source>联网同步</source>
        <translation>Sync online</translation>
    </message>
    <message>
        <source>中心地址</source>
        <translation>Hub address</translation>
    </message>
    <message>
        <source>封好、送出、收到回执，才算送达</source>
        <translation>Sealed, sent and receipt held: only then delivered</translation>
    </message>
    <message>
        <source>批次、回执、信任名单 (*.awb *.awr *.json)</source>
        <translation>Batches, receipts, trust lists (*.awb *.awr *.json)</translation>
    </message>
    <message>
        <source>收入批次、回执或信任名单</source>
        <translation>Take in a batch, a receipt or a trust list</translation>
    </message>
    <message>
        <source>批次 {0} 已封好，可以写到 U 盘或联网送出</source>
        <translation>Batch {0} is sealed; write it to a stick or send it online</translation>
    </message>
    <message>
        <source>已写到 {0}，可以拔下 U 盘</source>
        <translation>Written as {0}; the stick can be removed</translation>
    </message>
    <message>
        <source>收入 {0} 件</source>
        <translation>{0} taken in</translation>
    </message>
    <message>
        <source>收入 {0} 件；回执 {1} 请带回给送出的人</source>
        <translation>{0} taken in; please take the receipt {1} back to the sender</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>送出 {0} 个批次，收到 {1} 份回执，取回 {2} 件</source>
        <translation>{0} batches sent, {1} receipts received, {2} fetched</translation>
    </message>
    <message>
        <source>写到哪个 U 盘或文件夹</source>
        <translation>Which stick or folder</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>写 U 盘</source>
        <translation>write stick</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>sync</translation>
    </message>
    <message>
        <source>回执在手的批次才算送达</source>
        <translation>Only a batch with its receipt in hand is delivered</translation>
    </message>
</context>
<context>
    <name>CertificatesScreen</name>
    <message>
        <source>序号</source>
        <translation>Serial</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>有效至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>待发</source>
        <translation>To issue</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>将到期</source>
        <translation>Expiring</translation>
    </message>
    <message>
        <source>已撤销</source>
        <translation>Revoked</translation>
    </message>
    <message>
        <source>找序号、单位</source>
        <translation>Serial or unit</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>还没有证书。评价通过复核以后，会先列在“待发”里。</source>
        <translation>No certificates yet. Once an assessment is approved it stands under &quot;To issue&quot;.</translation>
    </message>
    <message>
        <source>颁发单位</source>
        <translation>Issuing office</translation>
    </message>
    <message>
        <source>印在证书上的颁发单位全称</source>
        <translation>Full name of the issuing office, as printed</translation>
    </message>
    <message>
        <source>印在证书上，记住，下次不用再写</source>
        <translation>Printed on certificates; remembered for the next one</translation>
    </message>
    <message>
        <source>颁发</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>打开证书</source>
        <translation>Open certificate</translation>
    </message>
    <message>
        <source>登记簿</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>未定</source>
        <translation>not laid down</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>没有选中</source>
        <translation>Nothing chosen</translation>
    </message>
    <message>
        <source>颁发 1 张</source>
        <translation>Issue 1 certificate</translation>
    </message>
    <message>
        <source>已通过复核。颁发以后序号不会重复使用。</source>
        <translation>Approved. A serial is never used twice.</translation>
    </message>
    <message>
        <source>先写颁发单位，证书上要印</source>
        <translation>Name the issuing office first; it is printed on the certificate</translation>
    </message>
    <message>
        <source>已颁发 {0}</source>
        <translation>{0} issued</translation>
    </message>
    <message>
        <source>颁发证书</source>
        <translation>Issue certificate</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>open</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>find</translation>
    </message>
    <message>
        <source>{0} 行</source>
        <translation>{0} lines</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>符合</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>不符合</source>
        <translation>Not met</translation>
    </message>
</context>
<context>
    <name>ChooseEditor</name>
    <message>
        <source>其余都没有</source>
        <translation>None of the others</translation>
    </message>
    <message>
        <source>已选 {0}，满足</source>
        <translation>{0} chosen, enough</translation>
    </message>
    <message>
        <source>只有 {0} 项，至少要 {1} 项</source>
        <translation>Only {0} of the {1} needed</translation>
    </message>
    <message>
        <source>已选 {0}，至少 {1} 项</source>
        <translation>{0} chosen, {1} needed</translation>
    </message>
</context>
<context>
    <name>ClauseEditor</name>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>备注：写给同事和报告的话</source>
        <translation>Note for colleagues and the report</translation>
    </message>
    <message>
        <source>缺单位属性：{0}。按 F4 补上才能判</source>
        <translation>Missing facts about the unit: {0}. Press F4 to add them</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>这一条不能判“不适用”</source>
        <translation>This clause cannot be marked not applicable</translation>
    </message>
</context>
<context>
    <name>ClauseList</name>
    <message>
        <source>条文</source>
        <translation>Clauses</translation>
    </message>
</context>
<context>
    <name>Clauses</name>
    <message>
        <source>前置条件</source>
        <translation>Prerequisites</translation>
    </message>
    <message>
        <source>星级要求</source>
        <translation>Star requirements</translation>
    </message>
    <message>
        <source>省级核查（不计分）</source>
        <translation>Provincial checks (no points)</translation>
    </message>
    <message>
        <source>不计</source>
        <translation>n/a</translation>
    </message>
</context>
<context>
    <name>ComfortScreen</name>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比：线条更深，没有浅色底</source>
        <translation>High contrast: darker lines, no soft grounds</translation>
    </message>
    <message>
        <source>按数字判完，自动到下一条</source>
        <translation>Go on to the next clause after a digit</translation>
    </message>
    <message>
        <source>锁上</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>只管这台电脑</source>
        <translation>Only this computer</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Font size</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>next</translation>
    </message>
    <message>
        <source>选</source>
        <translation>choose</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>找单位、条文、命令</source>
        <translation>Find units, clauses, commands</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>选</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>open</translation>
    </message>
    <message>
        <source>关</source>
        <translation>close</translation>
    </message>
    <message>
        <source>找单位、命令</source>
        <translation>Find units, commands</translation>
    </message>
    <message>
        <source>找到 {0} 个 · {1} 毫秒</source>
        <translation>{0} found · {1} ms</translation>
    </message>
    <message>
        <source>{0} 个单位 · {1} 毫秒</source>
        <translation>{0} units · {1} ms</translation>
    </message>
    <message>
        <source>名称、代码、区划、拼音、首字母；几个词用空格隔开</source>
        <translation>Name, code, region, pinyin or first letters; words apart by blanks</translation>
    </message>
    <message>
        <source>新建评价</source>
        <translation>new assessment</translation>
    </message>
</context>
<context>
    <name>Conclusion</name>
    <message>
        <source>得分 {0}，满分 {1}，得分率 {2}</source>
        <translation>{0} points of {1}, share {2}</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>未判 {0} 条</source>
        <translation>{0} not judged</translation>
    </message>
    <message>
        <source>还可达到</source>
        <translation>in reach</translation>
    </message>
    <message>
        <source>得分率 {0}</source>
        <translation>share {0}</translation>
    </message>
</context>
<context>
    <name>ConditionRow</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>达到</source>
        <translation>met</translation>
    </message>
    <message>
        <source>未达到</source>
        <translation>not met</translation>
    </message>
    <message>
        <source>缺目标值</source>
        <translation>target missing</translation>
    </message>
    <message>
        <source>分母是 0</source>
        <translation>denominator 0</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>not entered</translation>
    </message>
</context>
<context>
    <name>CountEditor</name>
    <message>
        <source>每个 {0} 分，至多 {1} 分</source>
        <translation>{0} points each, {1} at most</translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>新的记录</source>
        <translation>new records</translation>
    </message>
    <message>
        <source>已有评价的新修订</source>
        <translation>New revisions of known ones</translation>
    </message>
    <message>
        <source>同一评价有两个修订，都留着</source>
        <translation>Two revisions of one, both kept</translation>
    </message>
    <message>
        <source>已经收过</source>
        <translation>Known already</translation>
    </message>
    <message>
        <source>先搁置</source>
        <translation>Parked</translation>
    </message>
</context>
<context>
    <name>DeductionEditor</name>
    <message>
        <source>无扣分</source>
        <translation>No deductions</translation>
    </message>
    <message>
        <source>{0}（整条 0 分）</source>
        <translation>{0} (0 points altogether)</translation>
    </message>
    <message>
        <source>整条 0 分</source>
        <translation>0 points altogether</translation>
    </message>
</context>
<context>
    <name>DemandLine</name>
    <message>
        <source>{0} 缺{1}</source>
        <translation>{0} missing: {1}</translation>
    </message>
    <message>
        <source>{0}：{1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>add</translation>
    </message>
</context>
<context>
    <name>DropField</name>
    <message>
        <source>收入批次</source>
        <translation>Take in batch</translation>
    </message>
    <message>
        <source>把 U 盘、文件夹、批次 .awb、回执 .awr 或信任名单 .json 拖到这里，先看清单，再决定收不收</source>
        <translation>Drop a stick, a folder, a batch .awb, a receipt .awr or a trust list .json here; look first, then decide</translation>
    </message>
</context>
<context>
    <name>Editors</name>
    <message>
        <source>由单位属性和评出的等级得出，不用在这里填。</source>
        <translation>Follows from the facts about the unit and the grade reached; nothing to enter here.</translation>
    </message>
    <message>
        <source>由其他条文的判定得出，不用在这里填。</source>
        <translation>Follows from other clauses; nothing to enter here.</translation>
    </message>
</context>
<context>
    <name>EntranceScreen</name>
    <message>
        <source>绿色生活创建</source>
        <translation>Green Living</translation>
    </message>
    <message>
        <source>评估工作台</source>
        <translation>Assessment Workbench</translation>
    </message>
    <message>
        <source>语言与外观</source>
        <translation>Language and look</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>你是谁</source>
        <translation>Who you are</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>写上恢复码，再定一个至少 8 个字符的新密码</source>
        <translation>Enter the recovery code and a new password of at least 8 characters</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>文件</source>
        <translation>document</translation>
    </message>
    <message>
        <source>现场</source>
        <translation>site</translation>
    </message>
    <message>
        <source>测量</source>
        <translation>measurement</translation>
    </message>
    <message>
        <source>访谈</source>
        <translation>interview</translation>
    </message>
    <message>
        <source>抽样</source>
        <translation>sample</translation>
    </message>
    <message>
        <source>系统数据</source>
        <translation>system data</translation>
    </message>
    <message>
        <source>问卷</source>
        <translation>questionnaire</translation>
    </message>
    <message>
        <source>检测</source>
        <translation>test</translation>
    </message>
    <message>
        <source>计算</source>
        <translation>calculation</translation>
    </message>
    <message>
        <source>专家意见</source>
        <translation>expert</translation>
    </message>
    <message>
        <source>照片 1</source>
        <translation>1 photo</translation>
    </message>
    <message>
        <source>文件或照片 1</source>
        <translation>1 file or photo</translation>
    </message>
    <message>
        <source>读数或文件</source>
        <translation>readings or file</translation>
    </message>
    <message>
        <source>备注或文件</source>
        <translation>note or file</translation>
    </message>
</context>
<context>
    <name>EvidenceDesk</name>
    <message>
        <source>{0} 的佐证</source>
        <translation>Evidence for {0}</translation>
    </message>
    <message>
        <source>已移除 1 份 · Ctrl+Z</source>
        <translation>1 removed · Ctrl+Z</translation>
    </message>
</context>
<context>
    <name>EvidencePane</name>
    <message>
        <source>佐证</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>添加文件</source>
        <translation>Add file</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>拖进来、粘贴、选文件都行。原件一个字节不改，移除可以撤销。</source>
        <translation>Drop, paste or choose files. The original stays as it is, byte for byte; a removal can be undone.</translation>
    </message>
    <message>
        <source>要求：{0}</source>
        <translation>Wanted: {0}</translation>
    </message>
    <message>
        <source>没有硬性要求</source>
        <translation>Nothing is demanded</translation>
    </message>
    <message>
        <source>还没有文件</source>
        <translation>No files yet</translation>
    </message>
    <message>
        <source>照片里没有写</source>
        <translation>not written in the picture</translation>
    </message>
    <message>
        <source>拍摄</source>
        <translation>Taken</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>原件</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>{0} · 保留未改</source>
        <translation>{0} · kept unchanged</translation>
    </message>
    <message>
        <source>哈希</source>
        <translation>Hash</translation>
    </message>
</context>
<context>
    <name>EvidenceStrip</name>
    <message>
        <source>佐证 {0} 份 {1}</source>
        <translation>{0} pieces of evidence {1}</translation>
    </message>
    <message>
        <source>粘贴 Ctrl V</source>
        <translation>paste Ctrl V</translation>
    </message>
</context>
<context>
    <name>FillingDesk</name>
    <message>
        <source>{0} · 工作台自拟</source>
        <translation>{0} · project&apos;s own</translation>
    </message>
    <message>
        <source>现场核验 {0} · {1}</source>
        <translation>Visit {0} · {1}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{0} · 已冻结，只能看</source>
        <translation>{0} · frozen, to be read only</translation>
    </message>
    <message>
        <source>撤销 Ctrl+Z</source>
        <translation>Undo Ctrl+Z</translation>
    </message>
    <message>
        <source>重做 Ctrl+Y</source>
        <translation>Redo Ctrl+Y</translation>
    </message>
    <message>
        <source>找单位或条文</source>
        <translation>Unit or clause</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>单位属性</source>
        <translation>Unit facts</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>章节</source>
        <translation>Sections</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>未判</source>
        <translation>Not judged</translation>
    </message>
    <message>
        <source>失分</source>
        <translation>Points lost</translation>
    </message>
    <message>
        <source>标记</source>
        <translation>Flagged</translation>
    </message>
    <message>
        <source>缺佐证</source>
        <translation>Evidence missing</translation>
    </message>
    <message>
        <source>在条文中查找</source>
        <translation>Find in clauses</translation>
    </message>
</context>
<context>
    <name>FillingKeys</name>
    <message>
        <source>回到列表</source>
        <translation>back to the list</translation>
    </message>
    <message>
        <source>换图</source>
        <translation>next picture</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>paste</translation>
    </message>
    <message>
        <source>下一条</source>
        <translation>next</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>why</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>下一未判</source>
        <translation>next open</translation>
    </message>
    <message>
        <source>条文</source>
        <translation>clause</translation>
    </message>
    <message>
        <source>分数</source>
        <translation>score</translation>
    </message>
    <message>
        <source>选择</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>n/a</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>undo</translation>
    </message>
</context>
<context>
    <name>FillingScreen</name>
    <message>
        <source>没有别的未判了</source>
        <translation>Nothing else is open</translation>
    </message>
    <message>
        <source>单位属性已改，现在要判 {0} 条（原来 {1} 条）· Ctrl+Z</source>
        <translation>Facts about the unit changed: {0} clauses to judge now ({1} before) · Ctrl+Z</translation>
    </message>
</context>
<context>
    <name>FillingWork</name>
    <message>
        <source>单位属性</source>
        <translation>Unit facts</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>没有存住：{0}。下次保存时再试</source>
        <translation>Not saved: {0}; tried again at the next saving</translation>
    </message>
    <message>
        <source>已撤销 {0} · Ctrl+Y 重做</source>
        <translation>{0} undone · Ctrl+Y again</translation>
    </message>
</context>
<context>
    <name>FinishScreen</name>
    <message>
        <source>还没有完成的事</source>
        <translation>What is left to do</translation>
    </message>
    <message>
        <source>没有要处理的了，可以签名出报告。</source>
        <translation>Nothing left to do: sign and make the report.</translation>
    </message>
    <message>
        <source>冻结并签名</source>
        <translation>Freeze and sign</translation>
    </message>
    <message>
        <source>看草稿报告</source>
        <translation>See draft report</translation>
    </message>
    <message>
        <source>先存着，以后继续</source>
        <translation>Keep it, go on later</translation>
    </message>
    <message>
        <source>回到条文</source>
        <translation>Back to clauses</translation>
    </message>
    <message>
        <source>接下来</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>现场核验 {0} · {1}</source>
        <translation>Visit {0} · {1}</translation>
    </message>
    <message>
        <source>完成</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>未判</source>
        <translation>Not judged</translation>
    </message>
    <message>
        <source>不是零分；有未判就不能得出结论</source>
        <translation>Not zero: with open clauses there is no grade</translation>
    </message>
    <message>
        <source>前置条件</source>
        <translation>Prerequisites</translation>
    </message>
    <message>
        <source>缺佐证</source>
        <translation>Evidence missing</translation>
    </message>
    <message>
        <source>不拦你，报告里会照录</source>
        <translation>Does not stop you; the report says so</translation>
    </message>
    <message>
        <source>前后不一</source>
        <translation>Contradictions</translation>
    </message>
    <message>
        <source>失分项</source>
        <translation>Points lost</translation>
    </message>
    <message>
        <source>随报告送达</source>
        <translation>Goes with the report</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>judge</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>add</translation>
    </message>
    <message>
        <source>对照</source>
        <translation>compare</translation>
    </message>
    <message>
        <source>还在下限之下：{0}</source>
        <translation>Still below the floor: {0}</translation>
    </message>
    <message>
        <source>各模块都在下限之上。最近的一个：{0} {1}，得分率 {2}，下限 {3}。</source>
        <translation>All groups are above their floors. Nearest: {0} {1} with {2}, floor {3}.</translation>
    </message>
    <message>
        <source>必须项都判完了</source>
        <translation>Everything needed is judged</translation>
    </message>
    <message>
        <source>还有 {0} 处</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>出报告</source>
        <translation>Make the report</translation>
    </message>
    <message>
        <source>不用联网</source>
        <translation>No network needed</translation>
    </message>
    <message>
        <source>单位代表签收</source>
        <translation>The unit signs</translation>
    </message>
    <message>
        <source>纸上签，纸上印有本次哈希</source>
        <translation>On paper; the paper carries this hash</translation>
    </message>
    <message>
        <source>先处理左边 {0} 处必须项，再签名</source>
        <translation>First settle the {0} points at the left, then sign</translation>
    </message>
    <message>
        <source>已冻结并签名，哈希 {0}</source>
        <translation>Frozen and signed, hash {0}</translation>
    </message>
    <message>
        <source>换行</source>
        <translation>line</translation>
    </message>
    <message>
        <source>跳到这一条</source>
        <translation>jump there</translation>
    </message>
</context>
<context>
    <name>GateEditor</name>
    <message>
        <source>{0}：下面各条都达到才得满分</source>
        <translation>{0}: full points only if every condition is met</translation>
    </message>
    <message>
        <source>没有适用于这类单位的条件，得 0 分</source>
        <translation>No condition fits this kind of unit: 0 points</translation>
    </message>
    <message>
        <source>要先补上单位属性，才知道按哪一种条件判</source>
        <translation>Which conditions apply depends on facts about the unit that are missing</translation>
    </message>
    <message>
        <source>{0} 条没有达到，这一条不得分</source>
        <translation>{0} not met: no points</translation>
    </message>
    <message>
        <source>{0} 条都达到，得满分</source>
        <translation>All {0} met: full points</translation>
    </message>
    <message>
        <source>{0}/{1} 条达到，还有 {2} 条没有判</source>
        <translation>{0} of {1} met, {2} not judged yet</translation>
    </message>
</context>
<context>
    <name>GoTo</name>
    <message>
        <source>条文号或名称</source>
        <translation>Code or name</translation>
    </message>
    <message>
        <source>条文号或名称，回车跳过去</source>
        <translation>Code or name, Enter jumps</translation>
    </message>
    <message>
        <source>没有这样的条文</source>
        <translation>No such clause</translation>
    </message>
    <message>
        <source>例如 B205，或“照度”</source>
        <translation>For example B205, or &quot;illuminance&quot;</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
</context>
<context>
    <name>HubAsk</name>
    <message>
        <source>中心地址</source>
        <translation>Hub address</translation>
    </message>
    <message>
        <source>联网同步</source>
        <translation>Sync online</translation>
    </message>
    <message>
        <source>先不联网</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>向主管单位要这个地址；连得上就记住。不联网也行：写到 U 盘送去，再带回执回来。</source>
        <translation>Your authority knows this address; it is remembered once it answers. A stick does as well: carry the batch there and the receipt back.</translation>
    </message>
    <message>
        <source>先写中心地址</source>
        <translation>Write the hub&apos;s address first</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>不同</source>
        <translation>Differs</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Repeated</translation>
    </message>
    <message>
        <source>有误</source>
        <translation>Faulty</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>去向</source>
        <translation>Fate</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>行政区划</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>行动</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>表头在哪一行</source>
        <translation>Which row has the titles</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>台账的行</source>
        <translation>Rows of the register</translation>
    </message>
    <message>
        <source>{0} 行 · {1} 列，用到 {2} 列</source>
        <translation>{0} rows · {2} of {1} columns used</translation>
    </message>
    <message>
        <source>表头：第 {0} 行</source>
        <translation>Titles: row {0}</translation>
    </message>
    <message>
        <source>表头下面没有行。</source>
        <translation>There are no rows below the titles.</translation>
    </message>
    <message>
        <source>还不知道哪一列是单位名称：在上面的下拉框里选出来，就能看到每一行的去向。</source>
        <translation>It is not known yet which column holds the names: choose it above, and what becomes of each row is shown here.</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>写入</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>导入台账</source>
        <translation>Import a register</translation>
    </message>
    <message>
        <source>行动没写时算作</source>
        <translation>Where no action is given</translation>
    </message>
    <message>
        <source>区划没写时算在</source>
        <translation>Where no region is given</translation>
    </message>
    <message>
        <source>这行有误</source>
        <translation>the row is faulty</translation>
    </message>
    <message>
        <source>只是看看，还没有写入。选好列和下面几项，再写入。</source>
        <translation>Nothing is written yet. Choose the columns and what is below, then write.</translation>
    </message>
    <message>
        <source>更新已有的 {0} 个单位</source>
        <translation>Bring {0} known units up to date</translation>
    </message>
    <message>
        <source>略过有误的 {0} 行</source>
        <translation>Leave {0} faulty rows out</translation>
    </message>
    <message>
        <source>写入 {0} 个单位</source>
        <translation>Write {0} units</translation>
    </message>
    <message>
        <source>{0} 行有误，什么都不能写入：改好文件再来，或勾选“略过”。</source>
        <translation>{0} rows are faulty, so nothing can be written: mend the file, or leave them out.</translation>
    </message>
    <message>
        <source>先在左边选出单位名称是哪一列。</source>
        <translation>Choose at the left which column holds the names.</translation>
    </message>
    <message>
        <source>没有要写入的单位。</source>
        <translation>There is no unit to write.</translation>
    </message>
    <message>
        <source>新增 {0} 个，更新 {1} 个，都由你签名；写入后不能撤销，只能再改。</source>
        <translation>{0} new, {1} updated, each signed by you. What is written cannot be undone, only changed again.</translation>
    </message>
    <message>
        <source>正在写入；按 Esc 停下，就什么都没有写。</source>
        <translation>Being written; press Esc to stop, and nothing is written.</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>导入台账…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>已写入 {0} 个单位：新增 {1}，更新 {2}</source>
        <translation>{0} units written: {1} new, {2} updated</translation>
    </message>
    <message>
        <source>；略过有误的 {0} 行</source>
        <translation>; {0} faulty rows left out</translation>
    </message>
    <message>
        <source>已停下，什么都没有写入。</source>
        <translation>Stopped; nothing was written.</translation>
    </message>
    <message>
        <source>已把 {0} 个单位写到 {1}</source>
        <translation>{0} units written to {1}</translation>
    </message>
    <message>
        <source>再看一遍</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>台账 (*.xlsx *.csv)</source>
        <translation>Registers (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>导入台账</source>
        <translation>Import a register</translation>
    </message>
    <message>
        <source>核对台账</source>
        <translation>Checking the register</translation>
    </message>
    <message>
        <source>台账 {0}</source>
        <translation>Register {0}</translation>
    </message>
    <message>
        <source>导出台账</source>
        <translation>Export the register</translation>
    </message>
    <message>
        <source>工作簿 (*.xlsx)</source>
        <translation>Workbook (*.xlsx)</translation>
    </message>
    <message>
        <source>文本 (*.csv)</source>
        <translation>Text (*.csv)</translation>
    </message>
    <message>
        <source>写入台账</source>
        <translation>Writing the register</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>粘贴.png</source>
        <translation>pasted.png</translation>
    </message>
    <message>
        <source>添加佐证</source>
        <translation>Add evidence</translation>
    </message>
</context>
<context>
    <name>InputFields</name>
    <message>
        <source>没有</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>LevelTable</name>
    <message>
        <source>档</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>已锁上</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>open</translation>
    </message>
    <message>
        <source>用恢复码</source>
        <translation>Use recovery code</translation>
    </message>
    <message>
        <source>{0} 份草稿，{1} 已存</source>
        <translation>{0} drafts, saved {1}</translation>
    </message>
    <message>
        <source>{0} 个批次待送出</source>
        <translation>{0} batches to send</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>用密码</source>
        <translation>Use password</translation>
    </message>
    <message>
        <source>重设密码并打开</source>
        <translation>Set password and open</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>用哪种语言，浅色还是深色</source>
        <translation>Which language, light or dark</translation>
    </message>
    <message>
        <source>以后随时可以在“设置”里改。</source>
        <translation>You can change this in Settings at any time.</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>填写</source>
        <translation>Fill</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>复核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>证书</source>
        <translation>Certs</translation>
    </message>
    <message>
        <source>计划</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>绿色生活创建评估工作台</source>
        <translation>Green Living Assessment Workbench</translation>
    </message>
    <message>
        <source>不需要网络</source>
        <translation>No network needed</translation>
    </message>
</context>
<context>
    <name>MappingGrid</name>
    <message>
        <source>“{0}”列的含义</source>
        <translation>Meaning of the column “{0}”</translation>
    </message>
    <message>
        <source>不用</source>
        <translation>Not used</translation>
    </message>
</context>
<context>
    <name>MeasureEditor</name>
    <message>
        <source>分母是 0，算不出来；没有这类对象时请判“不适用”或核对数字</source>
        <translation>The denominator is 0: mark it not applicable if there is nothing of this kind, or check the figures</translation>
    </message>
    <message>
        <source>缺参数，见下</source>
        <translation>Parameter missing, see below</translation>
    </message>
    <message>
        <source>{0} 在 {1} 填的是 {2}，空着按回车就用它</source>
        <translation>{0} is {2} in {1}; Enter on an empty field takes it</translation>
    </message>
    <message>
        <source>平均(</source>
        <translation>mean(</translation>
    </message>
</context>
<context>
    <name>MeasureRow</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>不申报</source>
        <translation>Not claimed</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>{0}：{1}。请换个位置或检查权限，再试一次</source>
        <translation>{0}: {1}. Choose another place or check the permissions, then try again</translation>
    </message>
    <message>
        <source>出了意外，没有做完。请把这句话告诉维护人员：{0}</source>
        <translation>Something unexpected happened and it was not done. Please tell whoever looks after the program: {0}</translation>
    </message>
</context>
<context>
    <name>OptionsEditor</name>
    <message>
        <source>一项都没有</source>
        <translation>None of them</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>页</source>
        <translation>pages</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>新单位</source>
        <translation>New unit</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>单位台账</source>
        <translation>Register of units</translation>
    </message>
    <message>
        <source>导入台账…</source>
        <translation>Import a register…</translation>
    </message>
    <message>
        <source>导出台账…</source>
        <translation>Export the register…</translation>
    </message>
    <message>
        <source>批次：封包与送出</source>
        <translation>Batches: seal and send</translation>
    </message>
    <message>
        <source>计划</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>锁上</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>在台账里找“{0}”</source>
        <translation>Find “{0}” in the register</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>条文</source>
        <translation>Clauses</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>Commands</translation>
    </message>
    <message>
        <source>未评</source>
        <translation>never assessed</translation>
    </message>
    <message>
        <source>有草稿</source>
        <translation>draft</translation>
    </message>
    <message>
        <source>前 {0} 个，共 {1} 个</source>
        <translation>first {0} of {1}</translation>
    </message>
</context>
<context>
    <name>ParameterAsk</name>
    <message>
        <source>参数：{0}</source>
        <translation>Parameter: {0}</translation>
    </message>
    <message>
        <source>{0} 的来源</source>
        <translation>Source of {0}</translation>
    </message>
    <message>
        <source>来源：文件名、文号或提供单位</source>
        <translation>Source: document, number or office</translation>
    </message>
    <message>
        <source>写上来源才算数，报告会照录</source>
        <translation>It counts once its source is written; the report repeats it</translation>
    </message>
    <message>
        <source>这一版评价表没有这个数，填一次，本次评价都用它</source>
        <translation>This edition has no value for it; enter it once for this assessment</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>有</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>no</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>有证明材料</source>
        <translation>Proof is at hand</translation>
    </message>
    <message>
        <source>不计</source>
        <translation>n/a</translation>
    </message>
</context>
<context>
    <name>PartsEditor</name>
    <message>
        <source>时长（h）</source>
        <translation>Hours</translation>
    </message>
    <message>
        <source>这类对象没有要判的分项</source>
        <translation>Nothing is asked of this kind of unit</translation>
    </message>
    <message>
        <source>按单位属性收起 {0} 个不适用的分项</source>
        <translation>parts folded away that do not fit the unit: {0}</translation>
    </message>
    <message>
        <source>几种里取得分最高的一种，填一种就行</source>
        <translation>The best of these ways counts; one is enough</translation>
    </message>
    <message>
        <source>满足一种就行</source>
        <translation>One is enough</translation>
    </message>
    <message>
        <source>取其中得分最低的一项</source>
        <translation>The lowest of these counts</translation>
    </message>
    <message>
        <source>取各项的平均</source>
        <translation>The mean of these counts</translation>
    </message>
    <message>
        <source>按时长加权平均</source>
        <translation>Mean weighted by hours</translation>
    </message>
    <message>
        <source>全部满足才得分</source>
        <translation>Points only if all are met</translation>
    </message>
    <message>
        <source>要全部满足</source>
        <translation>All must be met</translation>
    </message>
    <message>
        <source>综合楼：居住和公共两部分都判，按面积加权</source>
        <translation>Mixed building: both parts are judged and weighted by area</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>显示密码</source>
        <translation>Show password</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>给这台电脑上的资料加一把锁</source>
        <translation>Put a lock on what is on this computer</translation>
    </message>
    <message>
        <source>资料库整个加密。密码只在这台电脑上用，不会送出。忘了密码时，凭下一步给出的恢复码可以重设。</source>
        <translation>The whole store is encrypted. The password is used on this computer only and never sent. If it is forgotten, the recovery code of the last step sets a new one.</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>{0} 个字符，够长。长比花样要紧。</source>
        <translation>{0} characters, long enough. Length beats variety.</translation>
    </message>
    <message>
        <source>两次一样</source>
        <translation>Both are alike</translation>
    </message>
    <message>
        <source>至少 {0} 个字符</source>
        <translation>At least {0} characters</translation>
    </message>
    <message>
        <source>两次不一样，再输一次</source>
        <translation>They differ; type it once more</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>你是谁</source>
        <translation>Who you are</translation>
    </message>
    <message>
        <source>姓名印在报告上；工号写进签名证书，用字母和数字。</source>
        <translation>The name stands on reports; the staff number goes into the signing certificate: letters and digits.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>工号</source>
        <translation>Staff number</translation>
    </message>
    <message>
        <source>所在地</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>职责</source>
        <translation>Duty</translation>
    </message>
    <message>
        <source>评审员：到现场评价、签名、送出</source>
        <translation>Inspector: assesses on site, signs, sends</translation>
    </message>
    <message>
        <source>复核负责人：收入、复核</source>
        <translation>Supervisor: takes in and reviews</translation>
    </message>
    <message>
        <source>颁发人：颁发证书</source>
        <translation>Issuer: issues certificates</translation>
    </message>
    <message>
        <source>写上工号，只用字母和数字</source>
        <translation>Enter the staff number, letters and digits only</translation>
    </message>
    <message>
        <source>写上姓名，报告上要印</source>
        <translation>Enter the name; it is printed on reports</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>原件已存好；这类文件这里不显示</source>
        <translation>The original is kept; files of this kind are not shown here</translation>
    </message>
    <message>
        <source>HEIC 原件已存好；要在这里看，请在手机上改存为 JPEG 再加一份</source>
        <translation>The HEIC original is kept; to see it here, save it as JPEG on the phone and add that too</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>计划</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>按有效证书计，没有登记的数不猜</source>
        <translation>Counted by valid certificates; what is not registered is not guessed</translation>
    </message>
    <message>
        <source>晋政办发〔2020〕67号</source>
        <translation>Shanxi 2020 No. 67</translation>
    </message>
    <message>
        <source>有效证书，按市</source>
        <translation>Valid certificates by city</translation>
    </message>
    <message>
        <source>这里还没有按市的数据。</source>
        <translation>No data by city yet.</translation>
    </message>
    <message>
        <source>{0} 项行动，{1} 项已达到</source>
        <translation>{0} actions, {1} reached</translation>
    </message>
    <message>
        <source>换目标</source>
        <translation>target</translation>
    </message>
</context>
<context>
    <name>PreconditionRow</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>PreviewSheet</name>
    <message>
        <source>要收入的批次</source>
        <translation>Batch to take in</translation>
    </message>
    <message>
        <source>先不收</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>{0} · 批次 {1}</source>
        <translation>{0} · batch {1}</translation>
    </message>
    <message>
        <source>签名有效：{0}，指纹 {1}</source>
        <translation>Valid signature: {0}, key {1}</translation>
    </message>
    <message>
        <source>逐字节核对无误，内有 {0} 个佐证文件</source>
        <translation>Every byte checked; {0} evidence files inside</translation>
    </message>
    <message>
        <source>按 Enter 以前什么都不变。</source>
        <translation>Nothing changes before you press Enter.</translation>
    </message>
    <message>
        <source>收下</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>要收下的回执</source>
        <translation>A receipt to take</translation>
    </message>
    <message>
        <source>要装入的信任名单</source>
        <translation>A trust list to install</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>搁置的不丢：{0}。</source>
        <translation>Nothing parked is lost: {0}. </translation>
    </message>
    <message>
        <source>收入 {0} 件</source>
        <translation>{0} taken in</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>第 {0} 步，共 4 步</source>
        <translation>Step {0} of 4</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>抄下恢复码</source>
        <translation>Write down the recovery code</translation>
    </message>
    <message>
        <source>忘了密码时只有它能打开资料库。它只在这里出现一次：抄下来或打印，锁进柜里，不要存在这台电脑上。</source>
        <translation>If the password is forgotten only this opens the store. It is shown only here: write it down or print it, lock it away, do not keep it on this computer.</translation>
    </message>
    <message>
        <source>抄好了，开始用</source>
        <translation>Written down, start</translation>
    </message>
    <message>
        <source>签名申请没有写成。下次打开资料库时会再写，“今日”的出发检查会说它在哪里。</source>
        <translation>The signing request could not be written. It is written again when the store is next opened; the departure check on the page Today says where.</translation>
    </message>
    <message>
        <source>签名申请在 {0}。把它交给项目证书机构，当面核对指纹；拿到信任名单（.json）后拖进“批次”页，就能签名了。</source>
        <translation>Your signing request lies at {0}. Hand it to the project&apos;s certificate authority and compare the fingerprint in person; drop the trust list (.json) you get on the page Batches, and you can sign.</translation>
    </message>
</context>
<context>
    <name>RegisterSheet</name>
    <message>
        <source>登记，去开始评价</source>
        <translation>Register, start</translation>
    </message>
    <message>
        <source>不登记了</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>单位名称</source>
        <translation>Unit name</translation>
    </message>
    <message>
        <source>与营业执照或批复一致</source>
        <translation>As on the business licence or the approval</translation>
    </message>
    <message>
        <source>创建行动</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>18 位；没有就空着</source>
        <translation>18 characters; empty if there is none</translation>
    </message>
    <message>
        <source>市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>县（市、区）</source>
        <translation>County or district</translation>
    </message>
    <message>
        <source>行政区划</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>可以空着</source>
        <translation>May be empty</translation>
    </message>
    <message>
        <source>请选一个</source>
        <translation>Please choose one</translation>
    </message>
    <message>
        <source>请选</source>
        <translation>Please choose</translation>
    </message>
    <message>
        <source>市本级</source>
        <translation>City level</translation>
    </message>
    <message>
        <source>新单位</source>
        <translation>New unit</translation>
    </message>
    <message>
        <source>登记一次，以后每次评价都用它。</source>
        <translation>Register it once, use it for every visit.</translation>
    </message>
</context>
<context>
    <name>ReportScreen</name>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>另存</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>Whole page</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>签名</source>
        <translation>Signatures</translation>
    </message>
    <message>
        <source>本次哈希</source>
        <translation>This hash</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>现场核验 {0} · {1}</source>
        <translation>Visit {0} · {1}</translation>
    </message>
    <message>
        <source>草稿报告</source>
        <translation>Draft report</translation>
    </message>
    <message>
        <source>报告预览</source>
        <translation>Report preview</translation>
    </message>
    <message>
        <source>草稿，每页都印有“草稿”</source>
        <translation>Draft: every page says so</translation>
    </message>
    <message>
        <source>{0} 页 · {1} 张照片 · {2} · 用时 {3:.1f} 秒</source>
        <translation>{0} pages · {1} photos · {2} · made in {3:.1f} s</translation>
    </message>
    <message>
        <source>尚无可信时间，联网后补上，不改动已签内容。内附原始记录，可凭报告重新计分。</source>
        <translation>No trusted time yet; it is added online later without touching what is signed. The record is inside, so the report can be scored again.</translation>
    </message>
    <message>
        <source>这是供阅读的副本，没有签名：签了名的那一份在完成评估的人手里。</source>
        <translation>This is a copy to read, without a signature: whoever finished the assessment holds the signed one.</translation>
    </message>
    <message>
        <source>草稿没有签名，也不会封包。</source>
        <translation>A draft has no signature and is never sealed.</translation>
    </message>
    <message>
        <source>页宽</source>
        <translation>Page width</translation>
    </message>
    <message>
        <source>另存报告</source>
        <translation>Save report as</translation>
    </message>
    <message>
        <source>已另存为 {0}</source>
        <translation>Saved as {0}</translation>
    </message>
    <message>
        <source>已送到打印机：{0} 页</source>
        <translation>Sent to the printer: {0} pages</translation>
    </message>
    <message>
        <source>打印报告</source>
        <translation>Print the report</translation>
    </message>
    <message>
        <source>排版报告</source>
        <translation>Make the report</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>next page</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>天数</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>表</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>市</source>
        <translation>City</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>值得看的理由</source>
        <translation>Reasons to look</translation>
    </message>
    <message>
        <source>待复核</source>
        <translation>To review</translation>
    </message>
    <message>
        <source>值得看</source>
        <translation>Worth a look</translation>
    </message>
    <message>
        <source>退回待回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>筛选单位、市、表</source>
        <translation>Filter units, cities, forms</translation>
    </message>
    <message>
        <source>这里没有要看的。收入批次以后，新到的评价会排在这里。</source>
        <translation>Nothing to see here. What batches bring is listed here.</translation>
    </message>
    <message>
        <source>收入批次</source>
        <translation>Take in batch</translation>
    </message>
    <message>
        <source>复核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>最久的在最上面</source>
        <translation>Oldest first</translation>
    </message>
    <message>
        <source>退回的理由，评审员会看到</source>
        <translation>Reason for returning, shown to the inspector</translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation>Reason for returning</translation>
    </message>
    <message>
        <source>打开看</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>为什么值得看</source>
        <translation>Why it is worth a look</translation>
    </message>
    <message>
        <source>没有选中</source>
        <translation>Nothing chosen</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{0} 现场</source>
        <translation>visit {0}</translation>
    </message>
    <message>
        <source>已退回：{0}</source>
        <translation>Returned: {0}</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已通过并签名</source>
        <translation>Approved and signed</translation>
    </message>
    <message>
        <source>已退回并签名</source>
        <translation>Returned and signed</translation>
    </message>
    <message>
        <source>先写退回的理由，写好按 Ctrl+Enter 退回</source>
        <translation>Write the reason first, then press Ctrl+Enter to return it</translation>
    </message>
    <message>
        <source>上下</source>
        <translation>up, down</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>open</translation>
    </message>
    <message>
        <source>筛选</source>
        <translation>filter</translation>
    </message>
    <message>
        <source>{0} 件，按天数</source>
        <translation>{0}, by days</translation>
    </message>
</context>
<context>
    <name>RowFacts</name>
    <message>
        <source>第 {0} 行 · {1}</source>
        <translation>Row {0} · {1}</translation>
    </message>
    <message>
        <source>表里</source>
        <translation>In the file</translation>
    </message>
    <message>
        <source>台账里</source>
        <translation>In the register</translation>
    </message>
</context>
<context>
    <name>SampleFields</name>
    <message>
        <source>抽样数</source>
        <translation>Sample size</translation>
    </message>
    <message>
        <source>至少 {0} {1}；不足时全查，填总数</source>
        <translation>at least {0} {1}; if there are fewer, check all and enter how many</translation>
    </message>
    <message>
        <source>总数</source>
        <translation>Population</translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>打开佐证</source>
        <translation>Open evidence</translation>
    </message>
</context>
<context>
    <name>ScoreSheet</name>
    <message>
        <source>得分 {0}，满分 {1}；{2}</source>
        <translation>{0} points of {1}; {2}</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>未判 {0} 条</source>
        <translation>{0} not judged</translation>
    </message>
    <message>
        <source>还可达到</source>
        <translation>in reach</translation>
    </message>
    <message>
        <source>已失 {0}</source>
        <translation>lost {0}</translation>
    </message>
    <message>
        <source>项控制项满足</source>
        <translation>control items met</translation>
    </message>
    <message>
        <source>/ {0} 条达标，要 {1} 条</source>
        <translation>/ {0} criteria, needs {1}</translation>
    </message>
    <message>
        <source>星级要求</source>
        <translation>Star requirements</translation>
    </message>
    <message>
        <source>模块得分率与下限</source>
        <translation>Groups against their floors</translation>
    </message>
    <message>
        <source>模块得分率</source>
        <translation>Share by group</translation>
    </message>
    <message>
        <source>下限</source>
        <translation>floor</translation>
    </message>
    <message>
        <source>前置条件</source>
        <translation>Prerequisites</translation>
    </message>
    <message>
        <source>离“{0}”还差</source>
        <translation>To reach &quot;{0}&quot;</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>judge</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>ScoreStrip</name>
    <message>
        <source>得分 {0}，满分 {1}</source>
        <translation>{0} points of {1}</translation>
    </message>
    <message>
        <source>还可{0}</source>
        <translation>{0} in reach</translation>
    </message>
</context>
<context>
    <name>Screen</name>
    <message>
        <source>换到另一栏</source>
        <translation>Other column</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>章节</source>
        <translation>Sections</translation>
    </message>
</context>
<context>
    <name>SignatureList</name>
    <message>
        <source>{0} · 指纹 {1}</source>
        <translation>{0} · key {1}</translation>
    </message>
    <message>
        <source>待签</source>
        <translation>to sign</translation>
    </message>
</context>
<context>
    <name>StarEditor</name>
    <message>
        <source>还没有填完；填完才知道达到几星</source>
        <translation>Not filled in completely; the star shows once it is</translation>
    </message>
    <message>
        <source>已达到三星的要求</source>
        <translation>Three stars reached</translation>
    </message>
    <message>
        <source>现达 {0} 星；再上一星要 {1}</source>
        <translation>{0} stars now; the next one asks {1}</translation>
    </message>
    <message>
        <source>不要求</source>
        <translation>no demand</translation>
    </message>
    <message>
        <source> 或 </source>
        <translation> or </translation>
    </message>
</context>
<context>
    <name>StarLadder</name>
    <message>
        <source>现达 {0} 星；{1}</source>
        <translation>{0} stars now; {1}</translation>
    </message>
</context>
<context>
    <name>StartSheet</name>
    <message>
        <source>开始填写</source>
        <translation>Start filling</translation>
    </message>
    <message>
        <source>先不开始</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>评价表</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>核验日期</source>
        <translation>Visit date</translation>
    </message>
    <message>
        <source>评审组</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>姓名之间用顿号或空格</source>
        <translation>Names, separated by commas or spaces</translation>
    </message>
    <message>
        <source>第一位是你自己，其余的人也会印在报告上</source>
        <translation>You first; the others are printed on the report too</translation>
    </message>
    <message>
        <source>单位属性</source>
        <translation>Unit facts</translation>
    </message>
    <message>
        <source>开始评价</source>
        <translation>Start assessment</translation>
    </message>
    <message>
        <source>{0} · 第 {1} 版 · {2} 条</source>
        <translation>{0} · edition {1} · {2} clauses</translation>
    </message>
    <message>
        <source>这项行动还没有评价表</source>
        <translation>This action has no form yet</translation>
    </message>
    <message>
        <source>写成 2026-11-23 这样</source>
        <translation>Write it like 2026-11-23</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>第 {0}，共 {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>余约 {0} 秒</source>
        <translation>about {0} s left</translation>
    </message>
    <message>
        <source>正在停下</source>
        <translation>stopping</translation>
    </message>
</context>
<context>
    <name>SubjectFields</name>
    <message>
        <source>{0}（{1}）</source>
        <translation>{0} ({1})</translation>
    </message>
    <message>
        <source>写成数字，比如 12 或 30000.5</source>
        <translation>Write a number, such as 12 or 30000.5</translation>
    </message>
    <message>
        <source>{0} {1} 条</source>
        <translation>{0}: {1} clauses</translation>
    </message>
    <message>
        <source>{0}只判控制项</source>
        <translation>{0}: control items only</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>请选</source>
        <translation>Please choose</translation>
    </message>
</context>
<context>
    <name>SubjectPanel</name>
    <message>
        <source>按这些判</source>
        <translation>Apply</translation>
    </message>
    <message>
        <source>不改</source>
        <translation>Leave as is</translation>
    </message>
    <message>
        <source>单位属性</source>
        <translation>Unit facts</translation>
    </message>
    <message>
        <source>这次评价已冻结，只能看。</source>
        <translation>This assessment is frozen and can only be read.</translation>
    </message>
    <message>
        <source>改了以后，不适用的条文收起，已填的都留着；可以撤销。</source>
        <translation>Clauses that no longer apply are folded away; answers stay; can be undone.</translation>
    </message>
</context>
<context>
    <name>TargetBoard</name>
    <message>
        <source>行动与目标</source>
        <translation>Action and target</translation>
    </message>
    <message>
        <source>还没有数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>目标</source>
        <translation>target</translation>
    </message>
    <message>
        <source>现值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>缺口</source>
        <translation>Gap</translation>
    </message>
    <message>
        <source>已达到</source>
        <translation>Reached</translation>
    </message>
</context>
<context>
    <name>TileMap</name>
    <message>
        <source>缺</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>还没有评价。按 Ctrl+N 登记单位、开始一次核验。</source>
        <translation>No assessments yet. Press Ctrl+N to register a unit and start a visit.</translation>
    </message>
    <message>
        <source>找单位：名称、代码、拼音首字母</source>
        <translation>Unit: name, code, pinyin initials</translation>
    </message>
    <message>
        <source>新建</source>
        <translation>New</translation>
    </message>
    <message>
        <source>封包与送出</source>
        <translation>Seal and send</translation>
    </message>
    <message>
        <source>还没有封过包。</source>
        <translation>Nothing sealed yet.</translation>
    </message>
    <message>
        <source>出发检查</source>
        <translation>Before you go</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Drafts</translation>
    </message>
    <message>
        <source>已完成</source>
        <translation>Finished</translation>
    </message>
    <message>
        <source>已封包、送出</source>
        <translation>Sealed and sent</translation>
    </message>
    <message>
        <source>{0} 份</source>
        <translation>{0}</translation>
    </message>
    <message>
        <source>退回 {0} 件：{1}</source>
        <translation>{0} returned: {1}</translation>
    </message>
    <message>
        <source>星期一</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>星期二</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>星期三</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>星期四</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>星期五</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>星期六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>星期日</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>{0}年{1}月{2}日 {3}</source>
        <translation>{0}-{1:02d}-{2:02d} {3}</translation>
    </message>
    <message>
        <source>{0} 存</source>
        <translation>saved {0}</translation>
    </message>
    <message>
        <source>现场核验 · {0} 人</source>
        <translation>Visit · team of {0}</translation>
    </message>
    <message>
        <source>未开始</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>填写中 {0}/{1}</source>
        <translation>Filling {0}/{1}</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>go on</translation>
    </message>
    <message>
        <source>找单位</source>
        <translation>find unit</translation>
    </message>
    <message>
        <source>锁上</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>全部已存本机</source>
        <translation>Everything is saved here</translation>
    </message>
    <message>
        <source>{0} 个批次待送达</source>
        <translation>{0} batches to deliver</translation>
    </message>
    <message>
        <source>前 {0} 份，共 {1} 份</source>
        <translation>first {0} of {1}</translation>
    </message>
    <message>
        <source>全部列出，还有 {0} 份</source>
        <translation>List all, {0} more</translation>
    </message>
</context>
<context>
    <name>Track</name>
    <message>
        <source>已存本机</source>
        <translation>saved here</translation>
    </message>
    <message>
        <source>封包</source>
        <translation>sealed</translation>
    </message>
    <message>
        <source>送出</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>回执</source>
        <translation>receipt</translation>
    </message>
</context>
<context>
    <name>UnitLines</name>
    <message>
        <source>未评</source>
        <translation>never assessed</translation>
    </message>
    <message>
        <source>有草稿</source>
        <translation>draft</translation>
    </message>
    <message>
        <source>{0} 个单位</source>
        <translation>{0} units</translation>
    </message>
    <message>
        <source>前 {0} 个，共 {1} 个单位；往下翻就列出其余的</source>
        <translation>The first {0} of {1} units; scroll down for more</translation>
    </message>
    <message>
        <source>评价</source>
        <translation>assess</translation>
    </message>
    <message>
        <source>新单位</source>
        <translation>new unit</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>import</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>export</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>find</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>stop</translation>
    </message>
    <message>
        <source>不导入</source>
        <translation>leave it</translation>
    </message>
    <message>
        <source>换区</source>
        <translation>next area</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>write</translation>
    </message>
    <message>
        <source>按“写入”以前什么都不变</source>
        <translation>Nothing changes before “Write”</translation>
    </message>
</context>
<context>
    <name>UnitSheet</name>
    <message>
        <source>开始评价</source>
        <translation>Start assessment</translation>
    </message>
    <message>
        <source>没有选中单位</source>
        <translation>No unit chosen</translation>
    </message>
    <message>
        <source>输入名称、代码或拼音首字母来找；没有就按 Ctrl+N 新建。</source>
        <translation>Type a name, code or pinyin initials; Ctrl+N for a new one.</translation>
    </message>
    <message>
        <source>上次 {0}，{1}</source>
        <translation>Last {0}, {1}</translation>
    </message>
    <message>
        <source>还没有评过</source>
        <translation>Not assessed yet</translation>
    </message>
    <message>
        <source>统一社会信用代码 {0}</source>
        <translation>Credit code {0}</translation>
    </message>
    <message>
        <source>没有登记统一社会信用代码</source>
        <translation>No credit code registered</translation>
    </message>
    <message>
        <source>有一份没有完成的草稿</source>
        <translation>There is an unfinished draft</translation>
    </message>
    <message>
        <source>继续填写</source>
        <translation>Go on filling</translation>
    </message>
</context>
<context>
    <name>UnitsScreen</name>
    <message>
        <source>单位</source>
        <translation>Units</translation>
    </message>
    <message>
        <source>行动</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>行政区划</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>没有找到。换个说法，或者按 Ctrl+N 新建。</source>
        <translation>Nothing found. Try other words, or Ctrl+N for a new one.</translation>
    </message>
    <message>
        <source>新单位</source>
        <translation>New unit</translation>
    </message>
    <message>
        <source>台账与现场登记</source>
        <translation>Register and new entries</translation>
    </message>
    <message>
        <source>校验位正确</source>
        <translation>Check character is right</translation>
    </message>
    <message>
        <source>名称、代码、区划、拼音首字母</source>
        <translation>Name, code, region, pinyin letters</translation>
    </message>
    <message>
        <source>先看清楚，再决定写不写</source>
        <translation>Look first, then decide</translation>
    </message>
    <message>
        <source>台账里还没有单位。按 Ctrl+N 登记第一个，或者按 Ctrl+O 导入台账。</source>
        <translation>The register is empty. Press Ctrl+N to enter the first unit, or Ctrl+O to import a register.</translation>
    </message>
    <message>
        <source>导入台账</source>
        <translation>Import a register</translation>
    </message>
</context>
<context>
    <name>WhyPanel</name>
    <message>
        <source>条文与出处</source>
        <translation>Clause and source</translation>
    </message>
    <message>
        <source>回到得分</source>
        <translation>Back to the score</translation>
    </message>
    <message>
        <source>这个前置条件怎么判</source>
        <translation>How this prerequisite is judged</translation>
    </message>
    <message>
        <source>为什么不计</source>
        <translation>Why it does not count</translation>
    </message>
    <message>
        <source>为什么还没有分</source>
        <translation>Why there are no points yet</translation>
    </message>
    <message>
        <source>为什么是 {0} 分</source>
        <translation>Why {0} points</translation>
    </message>
    <message>
        <source>是非</source>
        <translation>yes or no</translation>
    </message>
    <message>
        <source>分档取一</source>
        <translation>one level</translation>
    </message>
    <message>
        <source>实测分档</source>
        <translation>measured bands</translation>
    </message>
    <message>
        <source>计数</source>
        <translation>count</translation>
    </message>
    <message>
        <source>扣分</source>
        <translation>deductions</translation>
    </message>
    <message>
        <source>分项累计</source>
        <translation>sum of parts</translation>
    </message>
    <message>
        <source>多选满足</source>
        <translation>several of a list</translation>
    </message>
    <message>
        <source>公式</source>
        <translation>formula</translation>
    </message>
    <message>
        <source>门槛</source>
        <translation>Gate</translation>
    </message>
    <message>
        <source>星级要求</source>
        <translation>Star requirements</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>judge</translation>
    </message>
    <message>
        <source>你的判定</source>
        <translation>your judgement</translation>
    </message>
    <message>
        <source>在总分里</source>
        <translation>In the total</translation>
    </message>
    <message>
        <source>符合</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>不符合</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source> 且 </source>
        <translation> and </translation>
    </message>
    <message>
        <source>其余</source>
        <translation>Otherwise</translation>
    </message>
    <message>
        <source>{0} 失分</source>
        <translation>{0} points lost</translation>
    </message>
    <message>
        <source>{0} 还可失</source>
        <translation>{0} can still lose</translation>
    </message>
    <message>
        <source>{0} 已超出可失</source>
        <translation>{0} has lost too much, by</translation>
    </message>
    <message>
        <source>{0} 下限 {1}% 需</source>
        <translation>{0} floor {1}% needs</translation>
    </message>
    <message>
        <source>条目与分值为本项目设计，非官方细则</source>
        <translation>Clause and points are this project&apos;s design, not the official rules</translation>
    </message>
</context>
<context>
    <name>_Line</name>
    <message>
        <source>{0}，每个 −{1}</source>
        <translation>{0}, −{1} each</translation>
    </message>
    <message>
        <source>，至多 −{0}</source>
        <translation>, −{0} at most</translation>
    </message>
    <message>
        <source>减一：{0}</source>
        <translation>One less: {0}</translation>
    </message>
    <message>
        <source>加一：{0}</source>
        <translation>One more: {0}</translation>
    </message>
</context>
</TS>
