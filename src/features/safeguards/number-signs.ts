/** Words that say what a number is: whose telephone, which paper, a public service. One table per language. */
import { phrases } from './phrases.ts'

/** A number follows: six digits are then enough. */
export const TELEPHONE_WORDS = phrases(`
  tel, telephone, telephone number, phone, phone number, phones, mobile, mobile number, cell, cellphone, whatsapp, telegram, signal, viber, landline
  reach him, reach her, reach them, call him, call her, call, ring, text him, text her, sms, contact number
  tél, téléphone, numéro de téléphone, portable, mobile, fixe, joindre, joignable, appeler, appelez, rappeler, son numéro, contacter
  هاتف, هاتفه, هاتفها, تلفون, تليفون, رقم الهاتف, رقم هاتفه, رقم هاتفها, جوال, جواله, جوالها, نقال, موبايل, محمول, خلوي, واتساب, واتس, اتصلوا, اتصل, للاتصال, الاتصال, رقمه, رقمها
`)

/** Given as such, the number or the house of a service is public. */
export const PUBLIC_WORDS = phrases(`
  hotline, helpline, help line, emergency, emergencies, switchboard, front desk, reception, town hall, city hall, municipality, municipal, council office, city council, office, ministry, police station, fire brigade, ambulance, library, school, community centre, community center, youth centre, youth center, info house, service, services, public line, toll free, freephone, crisis line, headquarters, hospital, university, museum, embassy, organisation, organization, department, venue, press office
  numéro vert, numéro gratuit, numéro d'urgence, ligne d'écoute, ligne verte, urgence, urgences, standard, accueil de, mairie, hôtel de ville, municipalité, commune, préfecture, commissariat, pompiers, bibliothèque, médiathèque, école, collège, lycée, maison de, maison des, maison du, centre social, centre culturel, centre communautaire, bureau, bureaux, ministère, permanence, siège, hôpital, université, musée, ambassade, plateforme, cellule d'écoute, mission locale, association
  خط ساخن, الخط الساخن, خط المساعدة, خط الطوارئ, خط أخضر, الرقم الأخضر, رقم مجاني, الرقم المجاني, طوارئ, إسعاف, إطفاء, بلدية, دار البلدية, مبنى البلدية, مكتب, مكاتب, وزارة, مركز, مخفر, مكتبة, مدرسة, مستشفى, جامعة, متحف, سفارة, مقر, خدمة, جمعية, محافظة
`)

/** About one person: a public word beside it spares nothing. */
export const PRIVATE_WORDS = phrases(`
  his, her, him, he, she, family, mother, father, brother, sister, wife, husband, cousin, uncle, aunt, neighbour, neighbor, parents, mobile, cell, whatsapp, home, lives, lived, resides, staying with, private
  portable, sa mère, son père, son frère, sa sœur, sa femme, son mari, son cousin, son oncle, sa tante, voisin, voisine, whatsapp, domicile, domicilié, domiciliée, habite, habitait, réside, loge, chez lui, chez elle, chez sa, chez son, chez ses, personnel, lui, la famille, sa famille
  هاتفه, هاتفها, جواله, جوالها, جوال, رقمه, رقمها, والدته, والده, والدتها, والدها, أمه, أبوه, أخيه, أخوه, أخته, شقيقه, زوجته, زوجها, جاره, واتساب, منزله, منزلها, بيته, بيتها, يسكن, تسكن, يقيم, تقيم, يقطن, تقطن, سكنه, عائلته, أسرته
`)

/** A number after these is of a paper, a budget, a book: no telephone. */
export const PAPER_WORDS = phrases(`
  law, act, decree, regulation, directive, resolution, circular, article, section, grant, grant agreement, contract, project number, project no, budget, budget line, isbn, issn, doi, report, reference, invoice, tender, order no, order number, code, charity number, registered charity, registration number, company number, version, ticket, postcode, zip, population, account
  loi, décret, règlement, résolution, circulaire, arrêté, convention, marché, subvention, code, siret, siren, rna, référence, facture, rapport, délibération, dossier de subvention, ligne budgétaire, budget, bulletin
  قانون, مرسوم, قرار, لائحة, تعميم, مادة, المادة, اتفاقية, عقد, منحة, ميزانية, مرجع, تقرير, سجل تجاري, توصية, ترخيص, رمز
`)

/** A number before these is an amount. */
export const UNIT_WORDS = phrases(`
  euro*, eur, usd, dollar*, pound*, gbp, dinar*, dirham*, dh, mad, tnd, fcfa, cfa, xof, franc*, people, persons, inhabitants, residents, participants, visits, views, copies, pupils, students, young, women, men, households, families, km, m2, percent, lbp, jod, pages, tonnes
  personnes, habitants, habitantes, participants, participantes, jeunes, élèves, familles, ménages, visites, vues, exemplaires, femmes, hommes, livres, pour cent, milliard*, million*
  يورو, دولار*, دينار*, درهم*, ليرة, جنيه*, فرنك*, نسمة, شخص*, مشارك*, شاب*, أسرة, طالب*, تلميذ*, زيارة, مشاهدة, نسخة, مليون, مليار, كيلومتر*, في المئة, امرأة, رجل*
`)

/** Between a label and its number. */
export const LINKING_WORDS = phrases(`
  no, nr, number, num, is, was, of, n, o, hash, the, holder, with, ending, under, card, his, her, id, at, on, to, or, bearing
  numéro, est, était, porte, le, la, au, du, de, sous, et, numérotée, numéroté
  رقم, رقمها, رقمه, هو, هي, على, تحمل, يحمل, تحت, ب, الرقم, صاحب, ذات, ذو, به, بها, بهم, مع
`)

/** One person's paper; in the singular, for many cards are a statistic. */
export const IDENTITY_WORDS = phrases(`
  passport, passport number, identity card, id card, identity number, id number, id no, national id, national id number, national number, personal number, citizen number, social security number, ssn, national insurance number, national insurance, residence permit, driving licence, driver s license, driving license, prisoner number, inmate number, case file number, asylum number, refugee number, voter number, tax number, nhs number
  passeport, carte d'identité, carte nationale, carte nationale d'identité, cni, cin, cnie, numéro d'identité, identifiant national, numéro de sécurité sociale, sécurité sociale, nir, titre de séjour, carte de séjour, carte de résident, permis de conduire, numéro d'écrou, écrou, numéro étranger, numéro fiscal, registre national
  جواز السفر, جواز سفره, جواز سفرها, جواز سفر, جواز, رقم الهوية, هوية رقم, هويته, هويتها, بطاقة الهوية, بطاقة هوية, بطاقة التعريف, بطاقة تعريف, بطاقة التعريف الوطنية, البطاقة الوطنية, بطاقته الوطنية, بطاقتها الوطنية, الرقم الوطني, رقمه الوطني, رقمها الوطني, الرقم القومي, رقمه القومي, رقمها القومي, رقم وطني, رقم قومي, رقم الضمان الاجتماعي, رخصة القيادة, رخصة السياقة, بطاقة الإقامة, تصريح الإقامة, رقم السجين, رقم القيد
`)
