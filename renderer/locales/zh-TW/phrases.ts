export const phrases = {
  label: '常用語，Ctrl 加數字寫入',
  hint: '{key} 寫入：{text}',
  sets: {
    decide: {
      suggested: { short: '同意按建議額', text: '同意按建議額度發放。' },
      less: { short: '核減額度', text: '經營與收入真實，償債能力偏緊，核減額度。' },
      security: { short: '補充擔保', text: '補充擔保後再報。' },
    },
    review: {
      agree: { short: '同意', text: '資料齊全，調查充分，同意。' },
      verify: { short: '補充核實', text: '收入佐證不足，請補充核實後再報。' },
    },
    conditions: {
      registered: { short: '先辦登記', text: '抵押權設定登記辦妥後撥款。' },
      invoice: { short: '交進貨憑證', text: '提交進貨合約或發票後撥款。' },
      insured: { short: '辦妥保險', text: '抵押品辦妥保險後撥款。' },
    },
    visit: {
      met: { short: '人證一致', text: '當面見到本人，人證一致。' },
      premises: { short: '場所相符', text: '營業處所與執照所載一致，正常營業。' },
      stock: { short: '存貨相符', text: '存貨與帳目相符，沒有積壓。' },
      doubt: { short: '有待核實', text: '下列情況有待核實：' },
    },
    callback: {
      same: { short: '所答一致', text: '所答金額、用途和期間與申請一致。' },
      aware: { short: '知悉條款', text: '本人知悉金額、利率和還款方式。' },
    },
    call: {
      silent: { short: '無人接聽', text: '響鈴無人接聽。' },
      later: { short: '約定再撥', text: '本人不便，約定時間再撥。' },
      wrong: { short: '號碼有誤', text: '接聽人稱不認識本人，號碼須核實。' },
    },
    registration: {
      handedIn: { short: '已遞交', text: '資料已遞交登記機關，等待受理。' },
      asked: { short: '須補正', text: '登記機關要求補正：' },
    },
    withdraw: {
      asked: { short: '客戶撤回', text: '客戶書面要求撤回申請。' },
      elsewhere: { short: '另行融資', text: '客戶已從別處取得資金，不再申請。' },
      papers: { short: '不再補件', text: '客戶不再補充資料，同意撤回。' },
    },
    refuse: {
      income: { short: '償債不足', text: '現有收入不足以償還本筆貸款。' },
      again: { short: '可再申請', text: '情況改善後可再申請。' },
    },
    reprint: {
      jam: { short: '卡紙', text: '印表機卡紙，沒有出齊。' },
      soiled: { short: '汙損', text: '紙張汙損，原件已銷毀。' },
      more: { short: '份數不夠', text: '份數不夠，補印。' },
      customer: { short: '客戶補領', text: '客戶遺失，要求補發。' },
    },
    remake: {
      mistaken: { short: '內容有誤', text: '前一版內容有誤，已更正。' },
      day: { short: '日期變了', text: '辦理日期變更，重新出具。' },
      lost: { short: '客戶遺失', text: '客戶遺失前一版，要求重出。' },
    },
    waiver: {
      elsewhere: { short: '正本在外', text: '正本由其他機構留存，已核對影本。' },
      renewing: { short: '補辦中', text: '證件補辦中，已查驗受理回執。' },
    },
    officeDecision: {
      changed: { short: '現況已變', text: '上報後案件內容已變更，以現在這一版為準。' },
      withdrawn: { short: '客戶撤回', text: '客戶已不再需要這筆貸款。' },
    },
    newRules: {
      unsigned: { short: '尚未簽約', text: '尚未簽約，按新版辦理。' },
      asked: { short: '總行要求', text: '總行要求辦理中案件改用新版。' },
    },
  },
}
