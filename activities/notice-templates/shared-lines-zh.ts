/** How to follow a claim or ask. */
export const ask = ['查询进度或咨询：请凭报案号 {claimId} 在本公司 APP、微信服务号查询，或致电客服、前往任一服务网点。']

/** Ways of redress (救济途径). */
export const redress = [
  '如有异议，您可以要求本公司复核；也可以向行业调解组织申请调解、按约定申请仲裁，或者依法向人民法院起诉。',
  '您也可以向本公司投诉，或者拨打银行保险消费者投诉维权热线 12378。',
]

/** When the claim is decided, where no clock of it runs at the moment. */
export const decidedOtherwise = [
  '等待您补充材料期间，核定时间停止计算；原定 {decidePausedBy} 前作出核定，按等待的天数顺延。',
  '我们本应于 {decideLateAt} 前作出核定，现已超过期限；超期情况已记录，我们将立即核定并通知您。',
]

/** What every detailed notice says besides. Sources of the times: complaint measures (2020) art. 18, 20. */
export const inDetail = {
  ask: ['您可以要求专人解释：说明赔案号 {claimId}，由经办人员当面或者电话答复，并协助准备材料。'],
  redress: [
    '如何救济：投诉自受理之日起十五日内作出处理决定，复杂的可以延长；对决定有异议的，自收到之日起三十日内可以向我们的上级机构申请核查。',
  ],
}
