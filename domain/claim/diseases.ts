/**
 * Diseases of critical illness cover (重大疾病) by code: the closed list of the industry's definitions of 2020
 * (重大疾病保险的疾病定义使用规范, 2020年修订版), 28 severe and 3 mild ones, and `unlisted` for whatever is none of them. A policy
 * names which of them it promises to pay for in one day; where it names none the severe ones count.
 */
export const severeDiseases = [
  /** 恶性肿瘤——重度 */
  'malignant-tumour',
  /** 较重急性心肌梗死 */
  'acute-myocardial-infarction',
  /** 严重脑中风后遗症 */
  'stroke-sequelae',
  /** 重大器官移植术或造血干细胞移植术 */
  'organ-transplant',
  /** 冠状动脉搭桥术 */
  'coronary-bypass',
  /** 严重慢性肾衰竭 */
  'chronic-kidney-failure',
  /** 多个肢体缺失 */
  'loss-of-limbs',
  /** 急性重症肝炎或亚急性重症肝炎 */
  'acute-severe-hepatitis',
  /** 严重非恶性颅内肿瘤 */
  'benign-intracranial-tumour',
  /** 严重慢性肝衰竭 */
  'chronic-liver-failure',
  /** 严重脑炎后遗症或严重脑膜炎后遗症 */
  'encephalitis-sequelae',
  /** 深度昏迷 */
  'deep-coma',
  /** 双耳失聪 */
  'deafness',
  /** 双目失明 */
  'blindness',
  /** 瘫痪 */
  'paralysis',
  /** 心脏瓣膜手术 */
  'heart-valve-surgery',
  /** 严重阿尔茨海默病 */
  'alzheimer-disease',
  /** 严重脑损伤 */
  'brain-injury',
  /** 严重原发性帕金森病 */
  'parkinson-disease',
  /** 严重Ⅲ度烧伤 */
  'third-degree-burns',
  /** 严重特发性肺动脉高压 */
  'pulmonary-hypertension',
  /** 严重运动神经元病 */
  'motor-neurone-disease',
  /** 语言能力丧失 */
  'loss-of-speech',
  /** 重型再生障碍性贫血 */
  'aplastic-anaemia',
  /** 主动脉手术 */
  'aortic-surgery',
  /** 严重慢性呼吸衰竭 */
  'chronic-respiratory-failure',
  /** 严重克罗恩病 */
  'crohn-disease',
  /** 严重溃疡性结肠炎 */
  'ulcerative-colitis',
] as const

const mildDiseases = [
  /** 恶性肿瘤——轻度 */
  'malignant-tumour-mild',
  /** 较轻急性心肌梗死 */
  'acute-myocardial-infarction-mild',
  /** 轻度脑中风后遗症 */
  'stroke-sequelae-mild',
] as const

/** What a policy may list. */
export const listableDiseases = [...severeDiseases, ...mildDiseases] as const
export type ListableDisease = (typeof listableDiseases)[number]

/** What medical proof may say. */
export const diseases = [...listableDiseases, 'unlisted'] as const
export type Disease = (typeof diseases)[number]

/** Whether a disease is one of those a policy lists; one that lists none lists the severe ones. */
export function isListed(disease: Disease, listed: readonly ListableDisease[] | undefined): boolean {
  const list: readonly Disease[] = listed ?? severeDiseases
  return list.includes(disease)
}
