/** Standard phrases for text written by hand: `short` stands on the button, `text` is what it writes. */
export const phrases = {
  label: '常用语，Ctrl 加数字写入',
  hint: '{key} 写入：{text}',
  sets: {
    decide: {
      suggested: { short: '同意按建议额', text: '同意按建议额度发放。' },
      less: { short: '核减额度', text: '经营与收入真实，偿债能力偏紧，核减额度。' },
      security: { short: '补充担保', text: '补充担保后再报。' },
    },
    review: {
      agree: { short: '同意', text: '资料齐全，调查充分，同意。' },
      verify: { short: '补充核实', text: '收入佐证不足，请补充核实后再报。' },
    },
    conditions: {
      registered: { short: '先办登记', text: '抵押登记办妥后放款。' },
      invoice: { short: '交购货凭证', text: '提交购货合同或发票后放款。' },
      insured: { short: '办妥保险', text: '抵押物办妥保险后放款。' },
    },
    visit: {
      met: { short: '人证一致', text: '当面见到本人，人证一致。' },
      premises: { short: '场所相符', text: '经营场所与执照所载一致，正常营业。' },
      stock: { short: '存货相符', text: '存货与账目相符，没有积压。' },
      doubt: { short: '有待核实', text: '下列情况有待核实：' },
    },
    callback: {
      same: { short: '所答一致', text: '所答金额、用途和期限与申请一致。' },
      aware: { short: '知悉条款', text: '本人知悉金额、利率和还款方式。' },
    },
    call: {
      silent: { short: '无人接听', text: '响铃无人接听。' },
      later: { short: '约定再拨', text: '本人不便，约定时间再拨。' },
      wrong: { short: '号码有误', text: '接听人称不认识本人，号码须核实。' },
    },
    registration: {
      handedIn: { short: '已递交', text: '材料已递交登记机构，等待受理。' },
      asked: { short: '须补正', text: '登记机构要求补正：' },
    },
    withdraw: {
      asked: { short: '客户撤回', text: '客户书面要求撤回申请。' },
      elsewhere: { short: '另行融资', text: '客户已从别处取得资金，不再申请。' },
      papers: { short: '不再补件', text: '客户不再补充材料，同意撤回。' },
    },
    refuse: {
      income: { short: '偿债不足', text: '现有收入不足以偿还本笔贷款。' },
      again: { short: '可再申请', text: '情况改善后可再申请。' },
    },
    reprint: {
      jam: { short: '卡纸', text: '打印机卡纸，没有出齐。' },
      soiled: { short: '污损', text: '纸张污损，原件已销毁。' },
      more: { short: '份数不够', text: '份数不够，补打。' },
      customer: { short: '客户补领', text: '客户遗失，要求补发。' },
    },
    remake: {
      mistaken: { short: '内容有误', text: '前一版内容有误，已更正。' },
      day: { short: '日期变了', text: '办理日期变更，重新出具。' },
      lost: { short: '客户遗失', text: '客户遗失前一版，要求重出。' },
    },
    waiver: {
      elsewhere: { short: '原件在外', text: '原件由其他机构留存，已核对复印件。' },
      renewing: { short: '补办中', text: '证件补办中，已查验受理回执。' },
    },
    officeDecision: {
      changed: { short: '现状已变', text: '上报后业务内容已变更，以现在这一版为准。' },
      withdrawn: { short: '客户撤回', text: '客户已不再需要这笔贷款。' },
    },
    newRules: {
      unsigned: { short: '尚未签约', text: '尚未签约，按新版办理。' },
      asked: { short: '总行要求', text: '总行要求在办业务改用新版。' },
    },
  },
}
