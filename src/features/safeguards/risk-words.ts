/** What is said of one person when it is said of a threat: predicates in the singular, not the subject of prevention. One table per language. */
import { phrases } from './phrases.ts'

const place = phrases(`
  syria, iraq, raqqa, mosul, idlib, libya, somalia, afghanistan, mali, sahel, conflict zone, the front, isis, isil, daesh, the caliphate, ukraine, yemen
  syrie, irak, raqqa, mossoul, libye, somalie, zone de conflit, zone irako-syrienne, zone irako syrienne, zone de guerre, levant
  سوريا, سورية, العراق, الرقة, الموصل, إدلب, ليبيا, الصومال, أفغانستان, مناطق النزاع, منطقة نزاع, مناطق القتال, بؤر التوتر, الشام
`)
const group = phrases(`
  isis, isil, is, daesh, da esh, al qaeda, qaeda, al shabaab, shabaab, boko haram, islamic state, jihad*, extremist*, terrorist*, far right, neo nazi*, militia, armed group, gang, violent, fighters, taliban, hezbollah, hizb, combat 18
  daech, ei, état islamique, al qaïda, qaïda, groupe armé, groupe djihadiste, groupe jihadiste, groupe terroriste, groupuscule, milice, néonazi*, ultradroite, extrême droite, djihad, jihad, gang, combattants, rangs
  داعش, تنظيم, القاعدة, الشباب المجاهدين, بوكو حرام, جماعة مسلحة, جماعات مسلحة, جماعة متطرفة, جماعات متطرفة, ميليشيا, مليشيا, النصرة, طالبان, عصابة, صفوف, مقاتلين, المقاتلين
`)

export const RISK_WORDS = phrases(
  `
  radicalised, radicalized, self-radicalised, suspected, suspect, under suspicion, arrested, detained, convicted, sentenced, imprisoned, jailed, on trial, charged with, under surveillance, monitored, watchlist, watch list
  terrorist, jihadist, jihadi, extremist, foreign fighter, fighter, returnee, recruiter, sympathiser, sympathizer
  recruited by, been recruited, was recruited, is recruiting, recruits for, pledged allegiance
  returned from … @place, came back from … @place, back from … @place, travelled to … @place, traveled to … @place, left for … @place, went to … @place, fought in … @place, fought for … @group, fought with … @group
  joined … @group, joining … @group, supports … @group, member of … @group, links to … @group, ties to … @group, sympathises with, sympathizes with
  planned an attack, planning an attack, plotted, preparing an attack, threatened, extremist views, extremist content, jihadist propaganda, referred to channel, at risk of radicalisation, at risk of radicalization, being radicalised, risk of being recruited, flagged as, known to the police, known to police
  radicalisé, radicalisée, soupçonné, soupçonnée, suspecté, suspectée, suspect, été arrêté, est arrêté, fut arrêté, été arrêtée, est arrêtée, fut arrêtée, arrêté pour, arrêtée pour, interpellé, interpellée, incarcéré, incarcérée, écroué, écrouée, est détenu, est détenue, été condamné, est condamné, fut condamné, condamnée, condamné à, condamné pour, mis en examen, mise en examen, garde à vue, sous surveillance, sous bracelet, fiché s, fichée s, fiché, fichée, connu des services de police, connue des services de police, connu de la police
  terroriste, djihadiste, jihadiste, extrémiste, recruteur, recruteuse, recruté par, recrutée par, été recruté, été recrutée, embrigadé, embrigadée, endoctriné, endoctrinée, prêté allégeance, fait allégeance
  retour de … @place, revenu de … @place, revenue de … @place, rentré de … @place, rentrée de … @place, parti en … @place, partie en … @place, parti pour … @place, partie pour … @place, parti au … @place, combattu en … @place
  rejoint … @group, rejoindre … @group, membre de … @group, soutient … @group, adhéré à … @group
  a menacé, projetait un attentat, préparait un attentat, signalé pour, signalée pour, voie de radicalisation, cours de radicalisation, risque de radicalisation, apologie du terrorisme
  مشتبه, يشتبه, اشتبه, اعتقل, اعتقلت, اعتقلته, اعتقلتها, اعتقاله, اعتقالها, اعتقال, ألقي القبض, القبض على, قبض عليه, قبض عليها, موقوف, موقوفة, أوقفته, أوقفتها, توقيفه, توقيفها, توقيف, مسجون, مسجونة, سجين, حكم عليه, حكم عليها, أدين, أدينت, متهم, متهمة, مطلوب للعدالة, مطلوب للأمن, مطلوب أمنيا, تحت المراقبة, معروف لدى الشرطة
  متطرف, متطرفة, متشدد, متشددة, إرهابي, إرهابية, جهادي, تكفيري, جنده, جندته, جندها, جندتها, تجنيده, تجنيدها, مجند, بايع, بايعت, تطرف, تطرفت, تأثر بالفكر, اعتنق الفكر, اعتنق فكرا
  التحق … @group, التحقت … @group, التحاقه … @group, انضم … @group, انضمت … @group, انضمامه … @group, انتمى … @group, ينتمي … @group, قاتل … @group, قاتل في … @place
  سافر … @place, سافرت … @place, عاد … @place, عادت … @place, عائد … @place, عائدة … @place, رجع … @place, رجعت … @place, ذهب … @place, غادر … @place, عودته … @place, عودتها … @place
  خطط لهجوم, خطط لعملية, هدد, هددت, نشر دعاية, ينشر دعاية, خطر التطرف
`,
  { place, group },
)

/** A few words of the list also name subjects: extremist content, terrorist attack. With these behind them they tell of no person. */
export const RISK_SUBJECTS = phrases(`
  attack*, content, group*, organisation*, organization*, propaganda, violence, act, acts, material, materials, narrative*, ideolog*, movement*, network*, offence*, offense*, recruitment, threat*, milieu*, scene, financing, use, crime*, incident*, message*, case, cases, activit*
  violent, violente, présumé
`)
/** And in French and Arabic with these before them. */
export const RISK_SUBJECTS_BEFORE = phrases(`
  attentat, attentats, acte, groupe, contenu, propagande, discours, menace, organisation, attaque, idéologie, mouvement, violence, réseau, projet
  فكر, الفكر, خطاب, الخطاب, محتوى, تيار, هجوم, عمل, تنظيم, تهديد, جماعة, عنف, رأي, دعاية, اعتداء
`)

/** Many people: what is said of them is not said of the one named beside them. */
export const MANY_PEOPLE = phrases(`
  people, persons, youth, youths, young, men, women, boys, girls, children, pupils, students, individuals, prisoners, inmates, detainees, offenders, members, families, communities, groups, fighters, returnees, residents, those, others, who, someone, anyone
  jeunes, personnes, détenus, hommes, femmes, enfants, garçons, filles, élèves, familles, individus, membres, habitants, groupes, combattants, ceux, celles, publics, mineurs
  شباب, شبان, أشخاص, رجال, نساء, أطفال, تلاميذ, طلاب, نزلاء, سجناء, أسر, عائلات, أفراد, أعضاء, مجموعات, عائدين, مقاتلين, ممن
`)
